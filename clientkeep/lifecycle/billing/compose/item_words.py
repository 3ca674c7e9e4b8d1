"""Words that name work or goods, not people, and words that only join: they tell "for Brand Identity" from "for Acme Studio"."""

from __future__ import annotations

JOINERS = frozenset(
    "of for at on to towards toward with in and plus by from x × * - – — : & + = / re regarding concerning w or then as @ à . , but".split()
)
ARTICLES = frozenset("the a an my our your their some his her its another".split())
EDGES = frozenset(
    """
    please pls plz kindly thanks thank thx cheers ta just also it's its that's there's here's i we i've we've i'm we're i'd we'd he'd she'd they'd did is are was be
    them him her us me you he she they it then so which who worth totalling totaling because got have had has been being do doing can
    could will would need hi hello hey ok okay well able roughly approximately approx ( ) tack chuck make makes give charge bill invoice add include including throw put acknowledge another hasn't haven't now already ht it'd said pay both what come est
    """.split()
)
_WORDS = frozenset(
    """
    design redesign logo logos website site homepage identity branding rebrand brand audit seo ppc ux ui copy
    copywriting editing proofreading translation interpreting consulting consultation consult consultancy coaching
    training workshop workshops session sessions lesson lessons class classes tutoring teaching repair repairs
    maintenance service servicing installation install cleaning painting decorating plastering plumbing wiring
    rewiring tiling roofing carpentry joinery gardening landscaping mowing pruning photography photos photo shoot
    headshots portrait portraits video videos footage animation illustration illustrations icons flyer flyers
    brochure brochures poster posters banner banners signage sign signs cards card business stickers labels menu
    menus packaging newsletter report reports review strategy plan plans planning analysis research survey surveys
    development programming coding hosting domain domains support setup set-up migration integration app software
    bookkeeping accounting payroll tax taxes filing return returns accounts advice legal contract contracts drafting
    catering buffet dinner lunch breakfast cake cakes cupcakes flowers bouquet bouquets delivery shipping freight
    courier mileage travel parking expenses materials labour labor parts fee fees deposit retainer subscription
    rental hire rent lease equipment tools supplies fabric curtains alterations tailoring suit dress jewellery ring
    massage haircut manicure facial treatment therapy counselling therapy physio physiotherapy babysitting nannying
    walking walks grooming boarding sitting training removal removals moving storage packing assembly welding
    fencing fence gate gates deck decking patio driveway paving brickwork kitchen bathroom boiler heating garden
    lawn tree trees hedge hedges gutter gutters window windows roof door doors shelving shelves furniture table
    tables chair chairs mural murals frame framing print prints printing engraving embroidery knitting pottery
    music recording mixing mastering performance gig concert show keynote talk speech presentation deck decks slides
    podcast voiceover voice-over script scripts scriptwriting article articles blog blogs post posts content social
    media marketing advertising ads campaign campaigns email emails drone inspection inspections appraisal valuation
    testing debugging templates template drawings drawing blueprints model models modelling rendering renders
    interior exterior refresh refurb refurbishment renovation extension conversion demolition excavation concrete
    project projects work job products goods items hours overtime licence license upgrade update updates tuning
    tune-up restoration upholstery sharpening laundry ironing security guard guards transport taxi ride rides tour
    tours guiding charter sound lighting stage band dj mc planning coordination styling makeup make-up hair nails
    flooring floors floor carpet carpets callout call-out calligraphy invitations invitation stationery map maps guide guidelines manual onboarding implementation
    mugs shirts t-shirts tees hoodies towels brake brakes exhaust tap taps sink toilet radiator radiators pump pumps
    valve pipe pipes cable cables sockets checkup checkups vaccination vaccinations exam exams essay thesis dissertation
    mockup mockups wireframe wireframes prototype plugin server servers backup backups laptop laptops printer dashboard
    spreadsheet canapes bartending insulation drywall stucco scaffolding drainage sewer septic polish polishing valeting
    detailing waxing brows lashes marquee skip rug rugs quilt quilts sofa couch lamp lamps vase mirror mattress fridge oven
    bike bikes tyre tyres tire tires engine wedding portrait basket baskets hamper hampers scarf hat hats boots saddle
    """.split()
)


def is_item_word(word: str) -> bool:
    """Whether the folded word names a piece of work or a thing that firms sell."""
    return word in _WORDS
