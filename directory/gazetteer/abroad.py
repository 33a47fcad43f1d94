"""Names of countries and of large cities abroad, in Swedish and English: never a typo for a place in Sweden.

Written by hand: the countries of the world whose names are one word or have one telling word, parts of the
world, and cities that come up where somebody was taken to or through. In alphabetical order.
"""

from __future__ import annotations

from typing import Final

COUNTRIES: Final = """
    afghanistan africa afrika albania albanien algeria algeriet america amerika andorra angola
    argentina armenia armenien asia asien australia australien austria azerbaijan azerbajdzjan
    bahrain balkan baltikum bangladesh barbados belarus belgien belgium belize benin bhutan bolivia
    bosnia bosnien botswana brasilien brazil britain brunei bulgaria bulgarien burkina burma burundi
    cambodia cameroon canada chad chile china colombia comoros congo costa croatia cuba cypern
    cyprus czechia danmark denmark djibouti dominica dominican dominikanska ecuador egypt egypten
    england eritrea estland estonia eswatini ethiopia etiopien europa europe fiji filippinerna
    finland france frankrike gabon gambia georgia georgien germany ghana greece grekland grenada
    guatemala guinea guyana haiti holland honduras hungary iceland india indien indonesia indonesien
    irak iran iraq ireland irland island israel italien italy jamaica japan jemen jordan jordanien
    kambodja kamerun kanada kazakhstan kazakstan kenya kina kirgizistan kiribati komorerna kongo
    kosovo kroatien kuba kurdistan kuwait kyrgyzstan laos latvia lebanon lesotho lettland libanon
    liberia libya libyen liechtenstein litauen lithuania luxembourg luxemburg macedonia madagascar
    madagaskar makedonien malawi malaysia maldiverna maldives mali malta marocko mauretanien
    mauritania mauritius mexico mexiko mikronesien mocambique moldavien moldova monaco mongolia
    mongoliet montenegro morocco mozambique myanmar namibia nauru nederländerna nepal netherlands
    nicaragua niger nigeria norden nordmakedonien norge norway oman pakistan palau palestina
    palestine panama papua paraguay peru philippines poland polen portugal qatar romania rumänien
    russia rwanda ryssland samoa saudi saudiarabien scandinavia schweiz scotland senegal serbia
    serbien seychellerna seychelles sierra singapore skandinavien skottland slovakia slovakien
    slovenia slovenien somalia spain spanien storbritannien sudan surinam suriname switzerland syria
    syrien tadzjikistan taiwan tajikistan tanzania tchad thailand tibet tjeckien togo tonga trinidad
    tunisia tunisien turkey turkiet turkmenistan tuvalu tyskland uganda ukraina ukraine ungern
    uruguay usa uzbekistan vanuatu venezuela vietnam wales yemen zambia zimbabwe åland österrike
"""

CITIES: Final = """
    alicante amsterdam ankara aten athens bangkok barcelona belgrad benin berlin boston bratislava
    bremen brussels bryssel bucharest budapest bukarest casablanca copenhagen dallas dubai dublin
    gdansk geneva hamburg hamilton hanoi helsingfors helsinki istanbul kabul kairo kiev kyiv köln
    köpenhamn lagos lissabon london madrid manchester manila milano minsk moscow moskva münchen
    nairobi neapel oslo palermo paris prag prague riga rom sofia tallinn tirana tromsö trondheim
    vienna vilnius warsaw warszawa wien zagreb zürich
"""
