"""Every sentence the answer can say, in Swedish. Same codes as ``sentences_en``.

``code:param`` is used instead of ``code`` when that parameter is set.
"""

HOPS = {
    "stay": "Frågan gäller någon som vistas i {object}",
    "residence": "Hon eller han är folkbokförd i {object}",
    "part_of": "{subject} ligger i {object}",
    "area_succeeded": "{subject} är numera en del av {object}",
    "serves": "{subject} tar emot från {object}",
    "meets": "{subject} ger {object}",
    "meets_broader": "{subject} ger {object}, som frågan hör till",
    "meets_narrower": "{subject} ger {object}, en del av det som efterfrågas",
    "takes": "{subject} {acceptance} {object}{ages}",
    "offered_by": "{object} står för {subject}",
    "duty": "Ansvar för {subject}: {object} {kind}",
    "duty:legal_basis": "Ansvar för {subject}: {object} {kind} ({legal_basis})",
    "holds": "{subject} har rollen {object} i {area_name}",
    "vacant": "Ingen känd har rollen {object} i {area_name}",
    "stands_in_for": "{subject} tar över när {object} inte kan nås",
    "stands_in_for:condition_text": "{subject} tar över för {object}: {condition_text}",
    "refers_to": "{subject} hänvisar till {object}",
    "refers_to:condition_text": "{subject} hänvisar till {object}: {condition_text}",
    "succeeds": "{subject} har tagit över efter {object}",
    "funds": "{subject} betalar {object}",
    "reached_by": "{subject} nås på {object}",
    "last_resort": "{object} är sista utvägen och finns alltid",
}

REASONS = {
    "ask_for_on_call": "Begär socialjouren i {area_name}. Larmoperatören kan koppla vidare.",
    "danger": "Vid fara. Annars polisen på 114 14.",
    "ask_for": "{label}",
    "no_phone": "Inget telefonnummer är känt. Ring kommunens eller verksamhetens växel, eller skriv.",
    "professionals_only": "Bara för dig som möter den utsatta i ditt arbete.",
    "by_referral": "Går inte att ringa direkt: {referral}.",
    "old": "Uppgiften är från {on}, {years} år gammal. Prova, men räkna inte med den.",
    "undated": "Källan har inget datum. Kontrollera när du ringer.",
    "inferred": "Härlett, inte utskrivet i någon källa ({hop}). Fråga om du har kommit rätt.",
    "last_resort": "Om ingen annan svarar.",
    "last_resort:is_life": "Vid fara för liv, eller om ingen annan svarar: begär socialjouren.",
    "ask_first": "Tar emot en del av gruppen ({taken}). Fråga först.",
    "need_stretched": "Ger {name}, som är en del av det som efterfrågas.",
    "need_stretched:wider": "Ger {name} i stort. Fråga efter just det som behövs.",
    "age_limits": "Tar emot{ages}.",
    "status_limits": "Gäller bara: {statuses}.",
    "speaks": "Talar {languages}.",
    "protected": "Skyddad plats: nås bara genom den som placerar.",
    "area_succeeded": "{old} är sedan {on} en del av {new}. Svaret gäller {new}.",
    "service_not_in_force": "Gäller inte på dagen som frågan avser.",
    "agreement_not_in_force": "Överenskommelsen med {area_name} är inte i kraft.",
    "agreement_not_in_force:on": "Överenskommelsen med {area_name} gick ut {on}; om den förlängts är inte känt.",
    "does_not_serve": "Tar inte emot från platsen.",
    "age": "Tar emot{ages}.",
    "status": "Gäller bara: {statuses}.",
    "full": "Fullt enligt senaste uppgift.",
    "group_excluded": "Tar inte emot gruppen {group}.",
    "group_unknown": "Säger inget om gruppen {group}. Fråga, men räkna inte med det.",
    "other_need": "Ger {need_name}, inte det som efterfrågas.",
    "other_area": "Tar emot från {area_name}, inte härifrån.",
    "other_area:km": "Tar emot från {area_name}, {km} km bort, inte härifrån.",
    "role_unknown": "Vem som har rollen {role_name} i {area_name} är inte känt.",
    "role_unverified": "Vem som har rollen {role_name} i {area_name} är inte bekräftat. Be att bli kopplad rätt.",
    "role_vacant": "Ingen har uppdraget {role_name} i {area_name} just nu.",
    "number_unknown": "Inget telefonnummer till {name} finns i någon källa.",
    "hours_unknown": "Om någon svarar hos {name} vid den här tiden är inte känt.",
    "on_call_unknown": "{role_name} i {area_name}: inte känt om någon svarar vid den här tiden.",
    "unverified": "Inte bekräftat att {name} gäller här. Visas för att du ska kunna fråga, inte för att ringa på.",
    "everybody_refuses": "De som ger {name} i {area_name} tar inte emot den som frågan gäller.",
    "nobody_known": "Ingen är känd som ger {name} i {area_name}.",
    "places_never_stored": "Var skyddade boenden ligger finns aldrig i Kontaktnätet.",
    "loop_broken": "{names} hänvisar till varandra. Kedjan är bruten här; låt dig inte skickas runt.",
    "conflict": "Källorna säger olika om {subject}. {advice_sv}",
    "need_widened": "Ingen ger just det som efterfrågas. Visar dem som ger {names}.",
    "status_dropped": "Ingen är känd för rättslig status {status}. Visar dem som kan finnas ändå: fråga först.",
    "age_dropped": "Ingen tar emot åldern {age}. Visar dem som ligger närmast: fråga först.",
    "group_dropped": "Ingen säger att de tar emot gruppen {group}. Visar dem som finns: fråga först.",
    "past": "Frågan gäller en tid som har passerat.",
}

GROUPS = {
    "any": "alla",
    "adult": "vuxna",
    "child": "barn",
    "adult woman": "kvinnor",
    "adult man": "män",
    "girl": "flickor",
    "boy": "pojkar",
    "trans persons": "transpersoner",
}

PERSONS = {
    "any": "person",
    "adult": "vuxen",
    "child": "barn",
    "adult woman": "kvinna",
    "adult man": "man",
    "girl": "flicka",
    "boy": "pojke",
    "trans persons": "transperson",
}
PERSON_OF_AGE = "{person}, {age} år"

STATUSES = {
    "resident": "folkbokförd eller svensk medborgare",
    "eu_citizen": "EU-medborgare",
    "asylum_seeker": "asylsökande",
    "unaccompanied": "ensamkommande barn",
    "no_permit": "utan uppehållstillstånd",
    "permit_5_15": "betänketid eller tillstånd som bevisperson",
    "permit_protection": "uppehållstillstånd av skyddsskäl",
    "permit_other": "annat uppehållstillstånd",
    "foreign": "utländsk medborgare",
}

CONFIDENCES = {
    "confirmed": "bekräftat",
    "source": "enligt källa",
    "source-undated": "enligt källa utan datum",
    "inferred": "härlett",
    "memory": "ej bekräftat",
    "unknown": "okänt",
}

FRESHNESS = {
    "unverified": "ej bekräftat",
    "confirmed_today": "bekräftat i dag",
    "confirmed": "bekräftat för {age} sedan",
    "source": "källa från {dated}, {age} gammal",
    "undated": "källa utan datum",
}

AGES = {
    "year": ("år", "år"),
    "month": ("månad", "månader"),
    "day": ("dag", "dagar"),
    "today": "mindre än en dag",
}

OPEN = {
    "always": "Öppet dygnet runt",
    "open": "Öppet till {until}",
    "open_for_good": "Öppet",
    "closing_soon": "Stänger {until}",
    "opening_soon": "Öppnar snart, {until}",
    "closed": "Stängt, öppnar {until}",
    "closed_for_good": "Stängt",
    "closed_through": "Stängt till och med {until}",
    "unknown": "Okänt om någon svarar: ring och fråga",
    "unknown_printed": "Okänt om någon svarar: ring och fråga ({printed})",
}

KINDS = {
    "decides": "beslutar",
    "pays": "betalar",
    "delivers": "utför",
    "advises": "ger råd",
    "coordinates": "samordnar",
}

ACCEPTANCES = {
    "prefers": "är främst till för",
    "accepts": "tar emot",
    "ask_first": "tar emot en del av gruppen",
    "unknown": "säger inget om",
    "excludes": "tar inte emot",
}

HOP_NAMES = {
    "serves": "vilka den tar emot från",
    "holds": "vem som har rollen",
    "part_of": "områdets tillhörighet",
    "reached_by": "numret",
    "stands_in_for": "vem som tar över",
    "duty": "regeln",
    "meets": "vad den ger",
    "takes": "vilka den tar emot",
    "offered_by": "vem som står för den",
}

AGE_LIMITS = {
    "between": " från {low} till och med {high} år",
    "from": " från {low} år",
    "to": " till och med {high} år",
}
MOMENT = "{day} kl. {time}"
DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
