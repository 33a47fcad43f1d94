"""Phone numbers as printed, made into E.164 or a short number; numbers that must not be in a directory are refused."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, ShortNumberCost

REGION = "SE"
SHORT_NUMBERS = frozenset({"112", "11313", "11414", "1177"})
"""Short numbers of Swedish public services: emergency, accident information, police, health advice.
The plan that ships with phonenumbers does not know all of them; 116xxx (EU decision 2007/116/EC) are asked of it."""
HARMONISED = "116"
LONGEST_SHORT = 6
REFUSED = {
    PhoneNumberType.PREMIUM_RATE: "is a premium number; callers would pay extra. Leave it out",
    PhoneNumberType.MOBILE: "is a mobile number and may belong to a private person. Leave it out",
    PhoneNumberType.PERSONAL_NUMBER: "is a personal number. Leave it out",
    PhoneNumberType.PAGER: "is a pager. Leave it out",
}


def normalise(printed: str, *, is_demo: bool = False) -> str:
    """Return the number as E.164 (``+46857030720``), or as digits if it is a short number.

    Raises:
        ValueError: it is no valid number, or one that must not be shown; the sentence goes on from "the number".
            Mobile numbers are taken in demo seeds only, which use those that are reserved for fiction.
    """
    digits = "".join(sign for sign in printed if sign.isdigit())
    if _is_short(digits) and "+" not in printed:
        return _short(digits)
    try:
        number = phonenumbers.parse(printed, REGION)
    except NumberParseException:
        raise ValueError(
            "cannot be read as a phone number. Write it as 08-123 456 78 or +46 8 123 456 78"
        ) from None
    if not phonenumbers.is_valid_number(number):
        raise ValueError("is not in the numbering plan. Check the digits")
    refusal = REFUSED.get(phonenumbers.number_type(number))
    if refusal is not None and not (is_demo and phonenumbers.number_type(number) == PhoneNumberType.MOBILE):
        raise ValueError(refusal)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_short(digits: str) -> bool:
    return 3 <= len(digits) <= LONGEST_SHORT and not digits.startswith("0")


def _short(digits: str) -> str:
    if digits in SHORT_NUMBERS or (digits.startswith(HARMONISED) and len(digits) == LONGEST_SHORT):
        return digits
    number = PhoneNumber(country_code=46, national_number=int(digits))
    if phonenumbers.expected_cost_for_region(number, REGION) == ShortNumberCost.PREMIUM_RATE:
        raise ValueError(REFUSED[PhoneNumberType.PREMIUM_RATE])
    if not phonenumbers.is_valid_short_number_for_region(number, REGION):
        raise ValueError("is not a Swedish short number. Check the digits")
    return digits
