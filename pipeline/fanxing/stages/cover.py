"""Story, Storyboard, Footage, Look -> Covers."""

from fanxing.media.bench import Bench
from fanxing.media.look.choice import Choice, choices
from fanxing.media.look.covers import Easel, Order, orders
from fanxing.media.look.drawn import own_templates
from fanxing.media.look.template import load_template
from fanxing.model.aigc import aigc_text
from fanxing.model.cover import Cover, CoverChoice, Covers
from fanxing.model.document import fingerprint
from fanxing.model.footage import Footage
from fanxing.model.recipe import Look
from fanxing.model.stage import stage
from fanxing.model.story import Delivery, Rules, Story, Wants, cover_words, names_told
from fanxing.model.storyboard import Storyboard
from fanxing.model.words import say


@stage(version=8, tools=("covers", "fonts", "bold-fonts", "resvg", "opencv", "pillow", "jieba", "budoux", "libav"))
def cover(
    story: Story,
    storyboard: Storyboard,
    footage: Footage,
    look: Look,
    wants: Wants,
    delivery: Delivery,
    rules: Rules,
    choice: CoverChoice,
    *,
    bench: Bench,
) -> Covers:
    """Compose the covers that the platforms want, each ratio anew, for the chosen one of three pictures or for all."""
    del delivery  # read for the version of the look's files, which is part of the key
    easel = Easel(load_template(look.template, own_templates(bench.roots), look.seal), bench.store)
    wanted, (title, line) = orders(wants), cover_words(story)
    made: list[Cover] = []
    notes: list[str] = []
    offered = choices(storyboard, footage, f"object/{story.objects[0].id}/" if story.kind == "object" else "")
    asked = [(at, one) for at, one in enumerate(offered, start=1) if choice.others or at == choice.number]
    for place, (number, one) in enumerate(asked):
        order = Order(
            title=title,
            line=line,
            candidate=number,
            choice=one,
            kept=names_told(story),
            aigc=_aigc(one, story, rules),
            logo=footage.logo,
        )
        for at, wish in enumerate(wanted):
            finished, said = easel.cover(wish, order)
            made.append(finished)
            notes += said if number == choice.number else ()
            bench.progress(place * len(wanted) + at + 1, len(asked) * len(wanted), say("张"))
    made.sort(key=lambda cover: cover.candidate != choice.number)
    return Covers(covers=tuple(made), chosen=choice.number, fallbacks=tuple(dict.fromkeys(notes)))


def _aigc(choice: Choice, story: Story, rules: Rules) -> str:
    """Metadata of a cover whose picture is AI made; empty for any other."""
    item = choice.item
    if item is None or (item.made_by != "ai" and not item.inbound_aigc):
        return ""
    identity = fingerprint([story.cut, item.original])[:32]
    return aigc_text(rules.ai.metadata, story.museum.credit_code, identity, item.inbound_aigc)
