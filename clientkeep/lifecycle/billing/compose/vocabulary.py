"""The words of the trade: what each word can mean to compose. Data alone, no behaviour."""

from __future__ import annotations

ABBREVIATIONS = frozenset(
    "inc co ltd corp llc bros mr mrs ms dr st mt jr sr prof rev hon no nos ref approx est inv vs dept ave rd "
    "incl excl ex hr hrs min mins wk wks mo mos yr yrs pp pg p.o e.g i.e etc pty plc gmbh s.a b.v a.g s.r.l "
    "l.l.c u.s u.k s.r.o s.p.a d.o.o n.v a.s s.a.s jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat "
    "sun ea qty acct".split()
)

NUMBER_SUFFIXES = frozenset(
    "h hr hrs hour hours d day days w wk wks week weeks mo mos month months yr yrs y year years pp pg pgs "
    "page pages km kms mi mile miles min mins minutes word words x ea usd eur gbp cad aud nzd chf jpy sek "
    "nok dkk inr sgd hkd zar pln p pcs pc".split()
)

UNITS = {
    **dict.fromkeys("h hr hrs hour hours".split(), "hour"),
    **dict.fromkeys("d day days".split(), "day"),
    **dict.fromkeys("w wk wks week weeks".split(), "week"),
    **dict.fromkeys("mo mos month months mth mths".split(), "month"),
    **dict.fromkeys("yr yrs y year years".split(), "year"),
    **dict.fromkeys("word words wd wds".split(), "word"),
    **dict.fromkeys("page pages pp pg pgs".split(), "page"),
    **dict.fromkeys("km kms kilometre kilometres kilometer kilometers".split(), "km"),
    **dict.fromkeys("mi mile miles".split(), "mile"),
    **dict.fromkeys("min mins minute minutes".split(), "minute"),
}
PERIODS = frozenset(("week", "month", "year"))
GLUED_RATES = {"p/h": "hour", "ph": "hour", "pcm": "month", "p/m": "month", "pw": "week", "p/w": "week",
               "p.a": "year", "pa": "year", "p/d": "day", "p.h": "hour", "pd": "day", "pm": "month"}  # fmt: skip
EACH = frozenset("each ea apiece".split())
RATE_MARKS = frozenset(("at", "@", "x", "×", "*"))

CURRENCY_SYMBOLS = {
    "£": "GBP", "￡": "GBP", "€": "EUR", "₹": "INR", "₩": "KRW", "₦": "NGN", "₪": "ILS", "₫": "VND", "₱": "PHP",
    "₺": "TRY", "฿": "THB", "₴": "UAH", "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD",
    "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "R$": "BRL", "S/": "PEN", "S/.": "PEN",
    **dict.fromkeys(("RS", "RS."), "INR"), **dict.fromkeys(("RP", "RP."), "IDR"), **dict.fromkeys(("FR.", "SFR", "SFR."), "CHF"),
    "RM": "MYR", "KSH": "KES", "MX$": "MXN", "NT$": "TWD", "N$": "NAD", "₽": "RUB", "R": "ZAR",
}  # fmt: skip
DOLLAR_CURRENCIES = frozenset(
    "USD CAD AUD NZD SGD HKD TWD BSD BBD BZD BMD BND KYD XCD FJD GYD JMD LRD NAD SBD SRD TTD ZWG".split()
)
CURRENCY_WORDS = {
    "dollar": "$", "dollars": "$", "buck": "$", "bucks": "$", "euro": "EUR", "euros": "EUR", "pound": "GBP",
    "pounds": "GBP", "quid": "GBP", "sterling": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "rmb": "CNY", "rupee": "INR", "rupees": "INR", "franc": "CHF", "francs": "CHF", "rand": "ZAR", "zloty": "PLN",
    "won": "KRW", "shekel": "ILS", "shekels": "ILS", "dirham": "AED", "dirhams": "AED", "naira": "NGN",
    "dinar": "KWD", "dinars": "KWD", "pesos": "MXN", "peso": "MXN", "kronor": "SEK", "krona": "SEK",
    "kroner": "NOK", "krone": "NOK", "kr": "kr", "reais": "BRL", "cedis": "GHS", "baht": "THB",
    "kč": "CZK", "zł": "PLN", "forint": "HUF", "lei": "RON", "lira": "TRY",
}  # fmt: skip
KRONE_CURRENCIES = ("NOK", "SEK", "DKK", "ISK")
NATIONS = {"us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD", "aussie": "AUD", "singapore": "SGD",
           "swiss": "CHF", "british": "GBP", "danish": "DKK", "swedish": "SEK", "norwegian": "NOK", "indian": "INR",
           "mexican": "MXN", "japanese": "JPY", "kuwaiti": "KWD", "bahraini": "BHD", "icelandic": "ISK", "korean": "KRW",
           "chinese": "CNY", "polish": "PLN", "uae": "AED", "jordanian": "JOD", "tunisian": "TND", "chilean": "CLP",
           "philippine": "PHP", "colombian": "COP", "argentine": "ARS", "pakistani": "PKR", "turkish": "TRY"}  # fmt: skip
CODES_THAT_ARE_WORDS = frozenset(
    "ALL TRY TOP MAD RON CUP GEL COP LAK SOS PEN BOB MOP STN STD SVC NIO ANG AMD PAB KID GIP USN CHE CHW COU "
    "MUR MGA LSL ERN BAM BAN CLF MOP DOP FIM GIN HRK LEK MXV".split()
)
CENTS = frozenset("cent cents pence penny p".split())

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sep sept", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip

COMPANY_ENDINGS = frozenset(
    "inc llc ltd limited llp plc corp corporation gmbh ag ab as sa sarl srl spa bv nv pty pte lp pc pllc oy kg "
    "kft sl co company incorporated".split()
)
NAME_JOINERS = frozenset(
    "and & of the de la le les du des del della di da dos das van von der den ter zu y e et 'n' n in bin ibn al el "
    "und + af av".split()
)
TITLES = frozenset("mr mrs ms miss mx dr prof professor sir dame lady lord rev reverend fr sister brother captain "
                   "capt major col colonel sgt judge uncle aunt auntie madame mme st".split())  # fmt: skip
NAME_LEADS = (
    ("the", "good", "people", "at"), ("the", "good", "folks", "at"), ("the", "lovely", "people", "at"),
    ("the", "team", "at"), ("the", "team", "over", "at"), ("the", "folks", "over", "at"), ("the", "folks", "at"),
    ("the", "people", "at"), ("the", "guys", "at"), ("the", "crew", "at"), ("the", "gang", "at"), ("the", "ladies", "at"),
    ("the", "staff", "at"), ("the", "office", "at"), ("our", "friends", "at"), ("my", "friends", "at"), ("the", "client"),
    ("our", "client"), ("my", "client"), ("our", "clients"), ("my", "clients"), ("client",), ("customer",), ("my", "customer"),
    ("our", "customer"), ("everyone", "at"), ("team", "at"), ("folks", "at"), ("my", "friend"), ("our", "friend"),
    ("new", "client"), ("our", "new", "client"), ("my", "new", "client"), ("a", "client"), ("a", "new", "client"),
    ("the", "company"),
)  # fmt: skip
CLIENT_LABELS = frozenset(("client", "customer", "to", "attn", "attention", "name", "payer", "payee", "from"))
DROPPED_LABELS = frozenset(
    "amount for item items description descriptions service services work total price cost fee rate line lines "
    "hours days weeks months pages words units count details task tasks job subject re what charges breakdown product products scope qty quantity sum body "
    "includes including subtotal".split()
)

COUNT_LABELS = frozenset(("qty", "quantity", "hours", "days", "weeks", "months", "pages", "words", "units", "count"))

GREETINGS = frozenset("hi hello hey hiya howdy morning afternoon evening dear greetings yo".split())
THANKS = frozenset("thanks thank cheers ta thx ty regards sincerely gracias best".split())
FILLER = frozenset(
    """
    hi hello hey hiya howdy morning afternoon evening good day dear team there all everyone greetings yo
    thanks thank you cheers ta thx ty regards kind best wishes warm sincerely many much so very appreciated
    please pls plz kindly just also then now right okay ok so well um uh oh and but or can could would will may
    might shall should mind you i we me us my our the a an to for of in on at with by from it its it's is are was
    were be been being this that these those them they he she him her his their theirs i'd i'll i'm we'd we'll
    we're i've we've let's let lets want wants wanted wish need needs needed like have has had get got give gives
    given make makes made do does did done create creates draw draft write up out off new issue raise prepare
    generate send sent put together through over across quick one another work worked job time thing stuff
    going go about re regarding concerning here here's heres there's theres that's what's as per each was
    amount price priced cost costs costing comes come total totals totalling totaling worth sum charge charged
    charging charges bill billed billing billable invoice invoiced invoicing quote quoted quoting owes owe owed
    owing due us ours he'll she'll they'd they'll they're he's she's hers apply applied add added take
    set recurring repeat repeating regular document entry ask asked agreed using use finished
    finishing completed spent just wrapped finally recently knock cut produce cover covers covering
    full flat only tax receipt estimate proposal order plus minus less hope hoping fine great lovely perfect able today
    u ur back indefinitely ongoing gets throw came paying client customer which who rate him's rates start starting starts hello fee period fees hereby attached
    prices both ht discussed requested mentioned arranged promised following into fellow folks guys mate pal buddy chap dude love sir madam ma'am sorry btw fyi hopefully basically actually
    really maybe perhaps kindest yours faithfully truly respectfully well gotta gonna wanna help running
    """.split()
)
CLOSING_PHRASES = frozenset(("hope", "trust", "looking", "appreciate", "much", "many", "nice", "great", "lovely"))

REQUEST_VERBS = frozenset(
    "make create send issue raise prepare draft write generate need want do get give new produce draw cut put "
    "set start open build fix whip knock like provide submit email do doing got have print run file log record "
    "enter book add compose format drop fire shoot work sort turn convert acknowledge".split()
)
STRONG_ORDERS = frozenset(
    "remind cc bcc attach chase don't dont ensure notify forward resend send email e-mail mail nudge ping tell "
    "mention call phone ring text let's message whatsapp fax copy hold keep mark let ask make remember do never "
    "please thank confirm skip wait try double-check highlight reply respond rsvp".split()
)
SOFT_ORDERS = frozenset(
    "use include add apply note set leave show post print sign deliver check schedule save put split round "
    "waive cancel charge follow see enclose wrap ship approve review bill quote invoice credit refund drop give "
    "get take bring write say list combine break stamp bump change update move pass share upload hand "
    "label address name tag file store archive".split()
)
AFTER_SOFT_ORDER = frozenset(
    "attached below above enclosed the it them him her this that these those a an my our your his their us me up to with in on as off any both "
    "everything all".split()
)
SUBJECTS = frozenset(
    "he she they it we i you there that this he's she's they're it's we're i'm i'll we'll you'll they'll he'll "
    "she'll i've we've they've who everyone nobody someone he'd she'd they'd".split()
)
CONDITIONS = frozenset(("if", "unless", "provided", "providing", "assuming", "pending", "depending", "whenever",
                        "although", "though", "because", "since", "whereas", "while", "when", "until", "till"))  # fmt: skip
REMARK_NOUNS = frozenset(
    "rest balance remainder remaining interest surcharge penalty late instalments installments instalment "
    "installment asap urgent".split()
)
BE_VERBS = frozenset("is are was were will would should must can cannot can't won't has have had does did isn't "
                     "aren't wasn't weren't doesn't didn't won't shouldn't need needs wants want loved likes asked "
                     "said says".split())  # fmt: skip

RECEIVED = frozenset(("received", "rec'd", "recd", "rcvd"))

EVERYTHING = frozenset("total everything overall all invoice bill order lot whole subtotal document job project "
                       "quote estimate price full cost".split())  # fmt: skip

PAYMENT_METHODS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("credit", "card"), "card"), (("debit", "card"), "card"), (("card", "payment"), "card"),
    (("american", "express"), "card"), (("visa", "card"), "card"), (("visa", "debit"), "card"),
    (("bank", "transfer"), "bank_transfer"), (("wire", "transfer"), "bank_transfer"), (("bank", "wire"), "bank_transfer"),
    (("bank", "deposit"), "bank_transfer"), (("bacs", "transfer"), "bank_transfer"), (("ach", "transfer"), "bank_transfer"),
    (("sepa", "transfer"), "bank_transfer"), (("faster", "payment"), "bank_transfer"), (("faster", "payments"), "bank_transfer"),
    (("direct", "transfer"), "bank_transfer"), (("direct", "deposit"), "bank_transfer"), (("direct", "debit"), "bank_transfer"),
    (("apple", "pay"), "other"), (("google", "pay"), "other"), (("cash", "app"), "other"), (("amazon", "pay"), "other"),
    (("money", "order"), "other"), (("gift", "card"), "other"), (("samsung", "pay"), "other"), (("western", "union"), "other"),
    (("visa",), "card"), (("mastercard",), "card"), (("amex",), "card"), (("card",), "card"), (("debit",), "card"),
    (("wire",), "bank_transfer"), (("transfer",), "bank_transfer"), (("bacs",), "bank_transfer"), (("ach",), "bank_transfer"),
    (("sepa",), "bank_transfer"), (("eft",), "bank_transfer"), (("chaps",), "bank_transfer"), (("iban",), "bank_transfer"),
    (("cash",), "cash"), (("check",), "check"), (("cheque",), "check"), (("paypal",), "paypal"), (("stripe",), "stripe"),
    (("venmo",), "other"), (("zelle",), "other"), (("wise",), "other"), (("revolut",), "other"), (("klarna",), "other"),
    (("bitcoin",), "other"), (("crypto",), "other"), (("square",), "other"), (("twint",), "other"), (("swish",), "other"),
    (("bizum",), "other"), (("interac",), "other"), (("e-transfer",), "bank_transfer"), (("gocardless",), "other"),
    (("sumup",), "other"), (("ideal",), "other"), (("mpesa",), "other"), (("m-pesa",), "other"), (("vipps",), "other"),
    (("mobilepay",), "other"), (("upi",), "other"), (("monzo",), "other"), (("payoneer",), "other"), (("barter",), "other"),
    (("voucher",), "other"),
)  # fmt: skip

TAX_NAMES = frozenset(
    "vat gst hst pst qst tax iva tva mwst igst cgst sgst tps tvq moms btw ust ppn sst dph kdv alv igic itbis igv jct".split()
)
TAX_KINDS = frozenset("sales service state city local county use consumption federal provincial excise "
                      "hospitality tourist".split())  # fmt: skip
REFERENCE_WORDS = frozenset("po p.o ref reference job project order contract invoice case ticket matter quote "
                            "estimate inv booking receipt file code req requisition wo docket so claim deal "
                            "folio".split())  # fmt: skip

# Nouns that are themselves monthly, yearly …: "annual report" is a thing, not a schedule (ruling 33).
PERIODIC_THINGS = frozenset(
    """
    report reports newsletter newsletters magazine magazines review reviews meeting meetings audit audits accounts
    statement statements return returns inspection checkup check-up conference conferences gala party dinner picnic
    calendar calendars planner planners survey surveys journal bulletin update updates summary summaries brochure
    catalogue catalog budget forecast filing filings exam festival fair ball retreat show exhibition sale campaign
    digest paper papers column podcast deck decks dashboard menu menus specials special schedule event events
    general service servicing certificate tax appraisal luncheon lunch banquet gathering symposium summit awards
    book yearbook almanac briefing briefings figures results presentation presentations workshop webinar
    stand-up standup quiz market
    """.split()
)
PERIODIC_CHARGES = frozenset("fee retainer subscription plan payment charge rate hosting support maintenance invoice "
                             "bill package membership rent licence license billing instalment".split())  # fmt: skip

# A number after one of these names a thing ("phase 2", "room 4"), it counts nothing.
LABELLING_WORDS = frozenset(
    "phase room unit level part version model class grade no number week day stage tier section lot suite apt "
    "apartment studio form iphone ipad type size chapter volume vol episode season house flat building block floor "
    "zone route highway street road series batch round step module figure item page act term year month sprint "
    "milestone option track bay gate pier platform q quarter table store site plot v web windows ps xbox boeing "
    "galaxy pixel revision draft draught issue century line area ward district cabin pitch court hall lane".split()
)
LABELS_THAT_SELL = frozenset("gate table floor track module draft draught revision unit house flat building hall site plot "
                             "cabin studio store area".split())  # fmt: skip
SINGULAR_S = frozenset("bus gas glass dress business lens canvas mattress chess brass grass press class canvass "
                       "address process access wellness fitness us this plus".split())  # fmt: skip
