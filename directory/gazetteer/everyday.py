"""Everyday words that are, or nearly are, names of Swedish places. Written by hand, in alphabetical order."""

from __future__ import annotations

from typing import Final

SWEDISH: Final = """
    akut aldrig alla allt andas andra ange anger annan anses ansvar april arbete arenan asien
    augusti avse avser avses avstå avtal backar bakom banan banken bara barn barnen barnet basen
    behandla behov berget betala bilen bland blod blomma blunda bo boende boken bollen bor bord
    bostad bostaden boxen bra branden bredden bromsa bror bruket bryta bråka bränd bränna brännan
    bus byta byter båda både båten bänken bära bäst bästa bör böra börda börja börjar centrum dag
    dagarna dagen dagens dagis dals dans danska darrar datum december del delar delarna delas delen
    delta dem den denna det din dina direkt district dom domen drottninggatan drömma du då där död
    döda dödas döden dömas efter eller en ena enda engelska ett europeiska fader fall falla fallet
    familj familjen fanns far fara farlig farsa farsan fast fasta februari fel fem femte fest festen
    filen fira fitta fjorton fjällen fler flera flesta flicka flickor flickorna flickvän fly flykt
    flykting flyr flytt flytta flyttar flyttas flytten fonden foto fotot framstå fred fredag fri
    friska från frånvarande främst främsta fungerar fyller fyra få får fåtal fälla fält fältet
    födelse följa för föra förlora förr förra förråd första förstå förstås försvann förälder
    föräldrar föräldrarna gamla gamle ganska garden gatan ge genast ger ges gift glada glömma
    glömmer god gode gott grannar granne grav gravid greve grov grund grunden gruppen gråta gråter
    gränsen gång gäller gärna gömma gömmer göra göras göta hade hagen hall halv halva halvan ham
    hammare hamn hamnar han hand handel handeln handen hans har hat hatar hed hel hela helg helgen
    heller hem hemifrån hemland hemlandet hemlös hemma hemmet hemsk hemstad hen henne hennes herre
    heter hindra hit hittade hittar hittat hjälp hjälpa hjälpen hjälper hjärta hobby hon honom hoppa
    hora horor hos hot hotad hotar hotas hotell hotellet hov hund hundra hus huset huvudet hyra
    hålla håller hållet hållit hår hård hårt häftig hälla hälsa hälsan hälso hämta hämtas hända
    hände händer hänger här härad hästar hästen högra högskola högskolan högsta höra hörde hörn
    hösten i idag igår illa in ingen ingenting inifrån inkomst inland innan inne innebär inom insats
    inte islam istället ja jag jagar januari jobb jobba jobbar jouren jourlägenhet journalen judar
    jul julen juli juni jämt kallar kallas kan kanske karta kassa kasta kastad kastas killar kille
    killen kissa klaga klappa klar klara klart klassen klippa knappt knäcka kolla kom komma kommande
    kommer kommun kommunal kontakt kontakta kontot kopplas korta kosta kostar kostat kraft kriga
    kring kronan kropp kroppen kräver kullen kund kunde kunder kunna kunskap kurs kvar kvinna
    kvinnor kväll kvällar kvällen kyrka kända känna kännas känner känns kärleken kärna köp köpa
    köper körde körs kött lag lagar lagen land landa landet lands leda leder leva lever ligga ligger
    lilla lille lina linda linje linjen linjer lista lita liten ljuga ljus lokal lugn lugnet lura
    lurad lurade lån låna lånar lång långa långt låst låsta låter läge lägenhet lägga läkare lämna
    lämnar lämnas län längd länge längre lärare läraren läst läxa löften lön lönen lördag magen
    maila maj maken makten mamma man mannen mars maten med medel mellan men mental mer mera mest
    mesta midnatt min mina minderårig minst minsta minut missbruk mitt mo mobil moder modern mogen
    mor morden mordet morfar morgon mormor morsa morsan morse mot mottagning mycket måla målar målen
    månad månaden månader måndag många måste märka märke märks märkt möte möten nacke nacken natt
    natten nedre ner nio nionde noll nollan norr norra november nu ny nya nyhet nyland någon något
    några nån när nära nästa nästan nätet nätter obehandlad och offer ofta oktober olika olycka om
    onsdag ord orka orkar orolig orsak oss osäker otrygg packa pappa pappas papper pappers paradiset
    partner pengar pension person personen personer plan plats pojkar pojke pojkvän polis polisen
    post prata pratar problem psykisk på pågår påstå rad rasen rast reda redan regel region ren resa
    resan resor rester ring ringa ringde ringen ringer ringt risk risken riskerar ro rom roma romer
    romsk ropa rot rum rummet rykten rymd rymde rymma rymt råda rånad räcker rädd rädda räddas
    räknas ränta räntan rätt rätta rättvis röd röda rör röra rösta röster sade sajter sak saken
    saker sakna saknar saknas sal salen salta samla samlas samma samtal sanden sanna sanning sant
    satir satt se sedan sen september ser ses setts sex sexköp sexton sexuell sida sidan sig sin
    sinne sist sista sitta sitter situation sju sjuk sjukhus sjukhuset ska skada skadad skadas skaka
    skakar skala skall skansen skapa skapas skar skarp skarpa skicka skickas skild skilsmässa skog
    skogen skola skolan skrek skriker skriv skriva skräms skuld skulder skydd skydda skyddad skyddas
    skär skära skärgården slagit slags slav slippa slitna slog slogs slottet slussen slut slå slår
    slåss släkt släng släpp släppa släppas släppt smala smuggla smugglad smärta snabbt snacka snart
    snickare soc sociala socialen sol som sommar sommaren somna somnat son sova sover spana spara
    sparas sparkad sprang språk spåra stad staden stan stanna stannar starkt starta stater station
    stationen statlig stol stor stora store stort straff strand stranden strax streck ström stugan
    stulet stund städa städar städare ställa ställe ställen ställs stängt stöd stöder stödet stödja
    större svar svara svart svarta svartjobb svenska svår svåra svårt syd syn synen syskon syster
    sådan såg såld sålda sår såren säg säga säger säker säkert säkra sälja säljas säljer säljs sämst
    sändas säng sängen sätt sätta sätter söder södra sök söker sökt sökte söndag sönder söner sörja
    ta tack tagen tal tala talade talar talas tas telefon telefonen tenta testa testas tid tiden
    tidig till tillbaka tills tillstånd timma timmar timmen tings tisdag tjej tjejen tjejer tjänst
    tog tolk tolken tom tonårig tonåring torg torget torka torn torp torsdag trakten tror trots
    tryggt trän träna tränar tröja trösta tullen tunga tusen tvinga tvingad tvingas två tvång tycker
    tysk tyska tåg tänder tär umgås under undvika undviker ung unga ungdom universitet universitetet
    uppe uppehåll ur utan utanför utanförskap ute utifrån utland utländsk utnyttjad utsatt utsätts
    vad vaken vakna vakten van vanor varan varar varav vardag vardagar vare varit varje varm varma
    varna varning vart varv vecka veckan veckor vegan vem verka verklig vet veta via vid vidare vika
    viken vila vilar vilja vilka vilken vill villa villan vilse vinden vinna vinter visa visar visas
    vistas vistelse vittne våga vågar våld våldsam våldta våldtagen våldtäkt vår våra våras vård
    vårdas våren väcka väg vägen vägra vägrar välja väljer vän vända vänner vänta väntar väntas värd
    värda värdet värma värna värst värsta väska väst väster västra yngre yrke åka åker åldern åldrar
    år åren året årets åring åtal åtta äcklig äga älska älskar äng ärende ättling ö öde ön önska
    önskar öppen öppet öppna öppnar öst öster östra över överlever
"""

ENGLISH: Final = """
    a about above abuse acres across adult age aid alert alley alone also an and angel angels anger
    angle angles any apart are area areas armed arrived as asian ask asylum at august awake aware
    away baby back bad bar bastard be beaten bed bike black blood board body books boss both box
    boxen boy boys brace bracket brake brakes brass break broken bros brother bruise bus but by
    cages call calls came can care cares caring case cases cash cell center centre chance cheap
    child children choice church city clean clinic close closed cold come control cook cops corner
    cost could country crime cross cry custody dad danger dark date daughter day days dead deal
    dealer deals death debt december desk did die do doctor does doing done door doors down drive
    drugs drunk during eat eight either elder else email empty end engaged enough escape european
    ever every exit eye face fake falls family far farm fast father fear feel feels female few fight
    find fine fire first five flat fled flee fly flying folks following food for force forced
    foreign former forty found four free fresh friday friend from full fund funds gang garden gave
    gene genes get gets gift girl girls give go going gone good got grams grand group grow guard guy
    guys had half hall hand handed hands happy hard harm has hate have he head heads hear heart
    heavy held hello help helps her here hers hidden hide high him hire his hit hobby hold holds
    home honor honors hooks hope hoping horn horny horse hospital host hosting hotel hours house
    houses housing how human hungry hurt ill injured inside interpreter into is issue it its jail
    job join judge july june just keep keeping kept kid kids kill killed kills kind kinds knew know
    lady land lands lanes language large last late law lawyer lay lead learn least leave left legal
    less let letter lied lies life light like line lines list little live living lock locked loft
    lone long look looks lord lose lost lot love loved low lungs made mail main make male males many
    map march market marks married marry masks master matters may maybe me mean means medical meet
    men mental met mid midnight might mind mine minor minors miss moment monday money monsters month
    months moral more morning most mostly mother mouth move moved much murder must my naked name
    names nasty neck need needs never new next nice night nine no nobody none nor norms not nothing
    now nurse october of off offer office often old on once one only open opens or order other
    others our ours out over owe own paid pain paper papers parent parents park part particle
    particles parts party pass past pay people permit person phone photo pimp place plan play please
    poison police pool poor post pregnant pretty prison prisoner private public pull push put queer
    quick quiet quit rape raped read ready real really refuge refugee relative rent report rest
    return rich ride right rights road roma roof room row run runs rush sad safe safer safety said
    salad salary sale sales same sane saturday save saved saves saw say scare scared school see seen
    self sell selling sells send sends sent series seven sex shall share shares shave she shelter
    shop short should show shut sick side sign single sister site sites sits six skate slave slavery
    slaves sleep sleeps slept slow small smoke sober social sold some someone something son soon
    sorry sort sound south spare speak speaks spoke staff stand start state stated station status
    stay stayed stays steal still stole stolen stone stop stops store stories storm story stranded
    stranger street streets strong stuck student such sudden suicide sunday sunny support sure
    survivor take taken takes talk talks tell ten test than thank that the their them then there
    these they thing things think thirteen this those three through thursday time tired to today
    told tomorrow tonight too took top tore touch tough town trafficking train trained trains
    transfer trapped travel treat tried trip trouble true trust try tuesday turn turns twelve twenty
    twice two ugly uncle under union unit until upset urgent use used vacant valid very victim
    violence visa visit voice wage wages wait waiting walk wanna want wants warn was water ways we
    weapon wednesday week weeks well went were west what when where which while white who why wife
    will wish with within without woke woman women words work worker working works world worn worse
    worst would wound write wrong year years yes yet you young your
"""

PEOPLE: Final = """
    anna boris finja ida jacob jenny johannes karin katarina klara kristina linnea maria markus
    matteus rolfs sanna sofia
"""
"""Given names that are names of parishes and neighbourhoods as well."""
