"""Every way in which the field's tools are known to fail has a test here that holds the mend.

The list is that of the peers' open issues: subtitles and fonts, sound and time, picture, files and systems, process.
To add a pitfall, add a row and write the test.
"""

import re
from functools import cache
from pathlib import Path

import pytest

PITFALLS: dict[str, tuple[str, ...]] = {
    "tofu with exit code 0": (
        "test_a_character_that_no_font_has_is_refused_before_any_work",
        "test_what_one_font_lacks_is_borrowed_from_the_next",
    ),
    "a font matched by the wrong name": ("test_an_ass_file_keeps_its_places_in_our_font",),
    "unspaced Chinese is not wrapped": ("test_any_words_stay_whole_apart_and_inside",),
    "numbers, titles and words are chopped": (
        "test_names_and_numbers_stay_whole_however_narrow_the_line",
        "test_cues_hold_every_word_once_in_order",
    ),
    "exact matching of words fails on odd text": ("test_an_odd_script_never_breaks_and_never_runs_backwards",),
    "a cue stays over a long silence": ("test_a_cue_never_outstays_its_limit",),
    "amix lowers the voice by 6 dB": ("test_every_line_is_brought_to_one_loudness",),
    "a silent master passes": ("test_a_strangers_frozen_and_silent_film_is_refused",),
    "music is read past its end": ("test_the_bed_never_jumps",),
    "the last words have no picture": ("test_picture_never_ends_before_its_sound",),
    "a joined film starts late": (
        "test_films_are_in_the_form_that_all_platforms_take",
        "test_spans_share_their_parameter_sets_and_start_with_a_key_frame",
    ),
    "variable frame rate drifts": ("test_a_film_of_unsteady_rate_does_not_drift",),
    "HDR is crushed": ("test_hdr_keeps_greys_grey_and_whites_unclipped",),
    "a picture lies on its side": ("test_rotation_and_mirror_matrices",),
    "CMYK is turned inside out": ("test_cmyk_is_not_turned_inside_out",),
    "BT.601 is shown as BT.709": ("test_colours_are_converted_by_the_bt709_matrix",),
    "non-square pixels are stretched": ("test_pixels_become_square",),
    "quotes, blanks and Chinese in paths": ("test_a_draft_is_a_package_marked_as_such",),
    "a person's words reach a command": ("test_no_words_of_a_person_stand_in_the_command",),
    "half a file is served": (
        "test_killed_while_writing_leaves_nothing_half_done",
        "test_a_killed_render_leaves_the_whole_old_package_and_the_next_one_ends_well",
    ),
    "text in another encoding": ("test_every_usual_encoding_is_read",),
    "a decoder hangs": ("test_a_child_that_takes_too_long_is_killed",),
    "a stale result is shown": ("test_changed_content_under_the_same_name_is_noticed",),
    "everything is made again": ("test_a_changed_line_remakes_only_the_spans_that_show_it",),
    "a declaration that does not follow from the content": ("test_nothing_is_declared_where_nothing_is_synthetic",),
    "music without a licence": ("test_the_ledger_names_each_thing_once_with_voice_music_and_fonts",),
    "a downgrade passes as success": ("test_footage_too_short_is_held_and_said",),
}
"""What breaks elsewhere -> the tests that hold it here."""


@cache
def _tests(root: Path) -> frozenset[str]:
    found: set[str] = set()
    for file in (root / "tests").rglob("test_*.py"):
        found.update(re.findall(r"^def (test_\w+)", file.read_text("utf-8"), flags=re.MULTILINE))
    return frozenset(found)


@pytest.mark.parametrize("pitfall", PITFALLS)
def test_every_known_pitfall_is_held_by_a_test(pitfall: str, root: Path) -> None:
    assert set(PITFALLS[pitfall]) <= _tests(root)
