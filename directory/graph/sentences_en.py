"""Every sentence the answer can say, in English. Same codes as ``sentences_sv``."""

HOPS = {
    "stay": "The question is about somebody staying in {object}",
    "residence": "She or he is registered as resident in {object}",
    "part_of": "{subject} lies in {object}",
    "area_succeeded": "{subject} is now part of {object}",
    "serves": "{subject} serves {object}",
    "meets": "{subject} gives {object}",
    "meets_broader": "{subject} gives {object}, to which the question belongs",
    "meets_narrower": "{subject} gives {object}, part of what is asked for",
    "takes": "{subject} {acceptance} {object}{ages}",
    "offered_by": "{object} runs {subject}",
    "duty": "Responsibility for {subject}: {object} {kind}",
    "duty:legal_basis": "Responsibility for {subject}: {object} {kind} ({legal_basis})",
    "holds": "{subject} holds the role {object} in {area_name}",
    "vacant": "Nobody known holds the role {object} in {area_name}",
    "stands_in_for": "{subject} takes over when {object} cannot be reached",
    "stands_in_for:condition_text": "{subject} takes over for {object}: {condition_text}",
    "refers_to": "{subject} refers to {object}",
    "refers_to:condition_text": "{subject} refers to {object}: {condition_text}",
    "succeeds": "{subject} took over from {object}",
    "funds": "{subject} pays for {object}",
    "reached_by": "{subject} is reached at {object}",
    "last_resort": "{object} is the last resort and is always there",
}

REASONS = {
    "ask_for_on_call": "Ask for the social on-call (socialjouren) of {area_name}. The operator can put you through.",
    "danger": "In danger. Otherwise the police on 114 14.",
    "ask_for": "{label}",
    "no_phone": "No phone number is known. Call the switchboard, or write.",
    "professionals_only": "Only for people who meet the person in their work.",
    "by_referral": "Cannot be called directly: {referral}.",
    "old": "This is from {on}, {years} years old. Try it, do not count on it.",
    "undated": "The source has no date. Check when you call.",
    "inferred": "Inferred, not printed in any source ({hop}). Ask whether you have come to the right place.",
    "last_resort": "If nobody else answers.",
    "last_resort:is_life": "If life is in danger, or nobody else answers: ask for the social on-call.",
    "ask_first": "Takes part of the group ({taken}). Ask first.",
    "need_stretched": "Gives {name}, which is part of what is asked for.",
    "need_stretched:wider": "Gives {name} in general. Ask for exactly what is needed.",
    "age_limits": "Takes people{ages}.",
    "status_limits": "Only for: {statuses}.",
    "speaks": "Speaks {languages}.",
    "protected": "Protected place: reached only through those who place people there.",
    "area_succeeded": "Since {on}, {old} is part of {new}. The answer is for {new}.",
    "service_not_in_force": "Not in force on the day asked about.",
    "agreement_not_in_force": "The agreement with {area_name} is not in force.",
    "agreement_not_in_force:on": "The agreement with {area_name} ended {on}; whether it was renewed is not known.",
    "does_not_serve": "Does not serve the place.",
    "age": "Takes people{ages}.",
    "status": "Only for: {statuses}.",
    "full": "Full, as last reported.",
    "group_excluded": "Does not take: {group}.",
    "group_unknown": "Says nothing about: {group}. Ask, but do not count on it.",
    "other_need": "Gives {need_name}, not what is asked for.",
    "other_area": "Serves {area_name}, not this place.",
    "other_area:km": "Serves {area_name}, {km} km away, not this place.",
    "role_unknown": "Who holds the role {role_name} in {area_name} is not known.",
    "role_unverified": "Who holds the role {role_name} in {area_name} is not confirmed. Ask to be put through.",
    "role_vacant": "Nobody holds {role_name} in {area_name} at present.",
    "number_unknown": "No phone number of {name} is in any source.",
    "hours_unknown": "Whether anybody answers at {name} at this hour is not known.",
    "on_call_unknown": "{role_name} in {area_name}: not known whether anybody answers at this hour.",
    "unverified": "Not confirmed that {name} serves this place. Shown so that you can ask, not as a number to rely on.",
    "everybody_refuses": "Those who give {name} in {area_name} do not take the person asked about.",
    "nobody_known": "Nobody is known to give {name} in {area_name}.",
    "places_never_stored": "Where protected housing lies is never in Kontaktnätet.",
    "loop_broken": "{names} refer to each other. The chain is cut here; do not let yourself be sent round.",
    "conflict": "Sources differ about {subject}. {advice}",
    "need_widened": "Nobody gives exactly what is asked for. Showing those who give {names}.",
    "status_dropped": "Nobody is known for the legal status {status}. Showing those who may do: ask first.",
    "age_dropped": "Nobody takes the age {age}. Showing those closest: ask first.",
    "group_dropped": "Nobody says that they take: {group}. Showing those there are: ask first.",
    "past": "The question is about a time that has passed.",
}

GROUPS = {
    "any": "everybody",
    "adult": "adults",
    "child": "children",
    "adult woman": "women",
    "adult man": "men",
    "girl": "girls",
    "boy": "boys",
    "trans persons": "trans persons",
}

PERSONS = {
    "any": "person",
    "adult": "adult",
    "child": "child",
    "adult woman": "woman",
    "adult man": "man",
    "girl": "girl",
    "boy": "boy",
    "trans persons": "trans person",
}
PERSON_OF_AGE = "{person}, {age} years"

STATUSES = {
    "resident": "resident or Swedish citizen",
    "eu_citizen": "EU citizen",
    "asylum_seeker": "asylum seeker",
    "unaccompanied": "unaccompanied child",
    "no_permit": "without a residence permit",
    "permit_5_15": "reflection period or witness permit",
    "permit_protection": "residence permit on grounds of protection",
    "permit_other": "other residence permit",
    "foreign": "foreign citizen",
}

CONFIDENCES = {
    "confirmed": "confirmed",
    "source": "from a source",
    "source-undated": "from an undated source",
    "inferred": "inferred",
    "memory": "not verified",
    "unknown": "unknown",
}

FRESHNESS = {
    "unverified": "not verified",
    "confirmed_today": "confirmed today",
    "confirmed": "confirmed {age} ago",
    "source": "source of {dated}, {age} old",
    "undated": "source without a date",
}

AGES = {
    "year": ("year", "years"),
    "month": ("month", "months"),
    "day": ("day", "days"),
    "today": "less than a day",
}

OPEN = {
    "always": "Open day and night",
    "open": "Open until {until}",
    "open_for_good": "Open",
    "closing_soon": "Closes {until}",
    "opening_soon": "Opens soon, {until}",
    "closed": "Closed, opens {until}",
    "closed_for_good": "Closed",
    "closed_through": "Closed until {until}, inclusive",
    "unknown": "Not known whether anybody answers: call and ask",
    "unknown_printed": "Not known whether anybody answers: call and ask ({printed})",
}

KINDS = {
    "decides": "decides",
    "pays": "pays",
    "delivers": "delivers",
    "advises": "advises",
    "coordinates": "coordinates",
}

ACCEPTANCES = {
    "prefers": "is mainly for",
    "accepts": "takes",
    "ask_first": "takes part of the group",
    "unknown": "says nothing about",
    "excludes": "does not take",
}

HOP_NAMES = {
    "serves": "whom it serves",
    "holds": "who holds the role",
    "part_of": "what the area belongs to",
    "reached_by": "the number",
    "stands_in_for": "who takes over",
    "duty": "the rule",
    "meets": "what it gives",
    "takes": "whom it takes",
    "offered_by": "who runs it",
}

AGE_LIMITS = {"between": " aged {low} to {high}", "from": " from {low} years", "to": " up to {high} years"}
MOMENT = "{day}, {time}"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
