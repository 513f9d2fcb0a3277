"""Titles of chief officers in seven languages, both genders: written from the languages.

A firm's top offices and the heads of its functions, as ISCO-08 groups 1120, 1211 to 1223 and 1330
name them. `a|b` gives the masculine and the feminine form; `*` stands for the function.
"""

from collections.abc import Iterator

_HEADS = {
    "fr": ("directeur|directrice *",),
    "de": ("Leiter|Leiterin *", "*direktor|*direktorin"),
    "es": ("director|directora *", "jefe|jefa *"),
    "it": ("direttore|direttrice *", "responsabile *"),
    "pt": ("diretor|diretora *", "director|directora *"),
    "nl": ("directeur|directrice *", "hoofd *"),
    "pl": ("dyrektor|dyrektorka *",),
}
_FUNCTIONS = {
    "fr": (
        "financier|financière;administratif et financier|administrative et financière;juridique;"
        "commercial|commerciale;technique;marketing;informatique;des ressources humaines;"
        "des systèmes d'information;des opérations;de la communication;de l'innovation;"
        "de la stratégie;de la sécurité des systèmes d'information;industriel|industrielle;achats;"
        "de la production;de la recherche et du développement"
    ),
    "de": "",
    "es": (
        "financiero|financiera;de finanzas;jurídico|jurídica;comercial;técnico|técnica;"
        "de marketing;de recursos humanos;de sistemas;de tecnología;de operaciones;"
        "de comunicación;de innovación;de estrategia;de seguridad de la información;de compras;"
        "de producción;de investigación y desarrollo"
    ),
    "it": (
        "finanziario|finanziaria;amministrativo|amministrativa;affari legali;commerciale;"
        "tecnico|tecnica;marketing;delle risorse umane;dei sistemi informativi;delle operazioni;"
        "della comunicazione;dell'innovazione;della sicurezza informatica;acquisti;"
        "della produzione;ricerca e sviluppo"
    ),
    "pt": (
        "financeiro|financeira;administrativo|administrativa;jurídico|jurídica;comercial;"
        "técnico|técnica;de marketing;de recursos humanos;de tecnologia;de operações;"
        "de comunicação;de inovação;de estratégia;de segurança da informação;de compras;"
        "de produção;de investigação e desenvolvimento"
    ),
    "nl": (
        "financiën;juridische zaken;verkoop;techniek;marketing;personeelszaken;informatisering;"
        "operaties;communicatie;innovatie;strategie;informatiebeveiliging;inkoop;productie;"
        "onderzoek en ontwikkeling"
    ),
    "pl": (
        "finansowy|finansowa;prawny|prawna;handlowy|handlowa;techniczny|techniczna;"
        "ds. marketingu;ds. personalnych;ds. informatyki;operacyjny|operacyjna;ds. komunikacji;"
        "ds. innowacji;ds. strategii;ds. bezpieczeństwa informacji;ds. zakupów;produkcji;"
        "ds. badań i rozwoju"
    ),
}
_GERMAN = (
    "Finanzen;Recht;Vertrieb;Technik;Marketing;Personal;IT;Betrieb;Kommunikation;Innovation;"
    "Strategie;Informationssicherheit;Einkauf;Produktion;Forschung und Entwicklung"
)
_GERMAN_WORDS = "Finanz;Rechts;Vertriebs;Technik;Marketing;Personal;IT-;Produktions;Entwicklungs"
_TOP = {
    "fr": (
        "président-directeur général|présidente-directrice générale;PDG;"
        "directeur général|directrice générale;"
        "directeur général délégué|directrice générale déléguée;"
        "président|présidente du conseil d'administration;président|présidente du directoire;"
        "directeur exécutif|directrice exécutive;gérant|gérante;"
        "secrétaire général|secrétaire générale;"
        "administrateur délégué|administratrice déléguée;DRH;DSI;DAF"
    ),
    "de": (
        "Geschäftsführer|Geschäftsführerin;Vorstandsvorsitzender|Vorstandsvorsitzende;"
        "Vorstand|Vorständin Finanzen;Finanzvorstand|Finanzvorständin;Mitglied des Vorstands;"
        "Generaldirektor|Generaldirektorin;Vorsitzender|Vorsitzende der Geschäftsführung;"
        "kaufmännischer Leiter|kaufmännische Leiterin;technischer Leiter|technische Leiterin;"
        "Finanzchef|Finanzchefin;Personalchef|Personalchefin;Chefjurist|Chefjuristin;"
        "Arbeitsdirektor|Arbeitsdirektorin;Aufsichtsratsvorsitzender|Aufsichtsratsvorsitzende"
    ),
    "es": (
        "director general|directora general;consejero delegado|consejera delegada;"
        "presidente|presidenta;director ejecutivo|directora ejecutiva;gerente general;"
        "presidente|presidenta del consejo de administración;secretario|secretaria general;"
        "administrador único|administradora única;director gerente|directora gerente"
    ),
    "it": (
        "amministratore delegato|amministratrice delegata;direttore generale|direttrice generale;"
        "presidente;presidente del consiglio di amministrazione;amministratore unico|"
        "amministratrice unica;direttore finanziario|direttrice finanziaria;"
        "consigliere delegato|consigliera delegata;direttore operativo|direttrice operativa"
    ),
    "pt": (
        "diretor-geral|diretora-geral;diretor-presidente|diretora-presidente;presidente executivo|"
        "presidente executiva;administrador-delegado|administradora-delegada;"
        "diretor executivo|diretora executiva;presidente do conselho de administração;"
        "sócio-gerente|sócia-gerente;presidente da comissão executiva"
    ),
    "nl": (
        "algemeen directeur|algemeen directrice;bestuursvoorzitter|bestuursvoorzitster;"
        "financieel directeur|financieel directrice;operationeel directeur;commercieel directeur;"
        "voorzitter van de raad van bestuur;lid van de raad van bestuur;"
        "statutair directeur;technisch directeur;directievoorzitter;gedelegeerd bestuurder;"
        "HR-directeur;IT-directeur;marketingdirecteur;verkoopdirecteur"
    ),
    "pl": (
        "prezes|prezeska zarządu;wiceprezes|wiceprezeska zarządu;członek|członkini zarządu;"
        "dyrektor generalny|dyrektorka generalna;dyrektor zarządzający|dyrektorka zarządzająca;"
        "dyrektor naczelny|dyrektorka naczelna;przewodniczący|przewodnicząca rady nadzorczej;"
        "dyrektor wykonawczy|dyrektorka wykonawcza;główny księgowy|główna księgowa"
    ),
}


def chief_officers() -> list[str]:
    """Give every title, masculine and feminine."""
    return sorted({title for language in _TOP for title in _of(language)})


def _of(language: str) -> Iterator[str]:
    for title in _TOP[language].split(";"):
        yield from _both(title)
    if language == "de":
        for function in _GERMAN.split(";"):
            yield from (f"Leiter {function}", f"Leiterin {function}")
        for word in _GERMAN_WORDS.split(";"):
            yield from (f"{word}direktor", f"{word}direktorin", f"{word}leiter", f"{word}leiterin")
        return
    for head in _HEADS[language]:
        for function in _FUNCTIONS[language].split(";"):
            yield from _joined(head.removesuffix(" *"), function)


def _joined(head: str, function: str) -> Iterator[str]:
    """Join head and function in each gender; a head with one form has the masculine function."""
    heads, functions = head.split("|"), function.split("|")
    for gender, form in enumerate(heads):
        yield f"{form} {functions[min(gender, len(functions) - 1)]}"


def _both(title: str) -> Iterator[str]:
    """Read `président|présidente du conseil`: the alternatives are single words or phrases."""
    masculine, bar, feminine = title.partition("|")
    if not bar:
        yield title
        return
    tail = ""
    missing = len(feminine.split()) - len(masculine.split())
    if missing > 0:
        tail = " " + " ".join(feminine.split()[-missing:])
    yield masculine.strip() + tail
    yield feminine.strip()
