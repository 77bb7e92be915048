"""What a person reads of faults, results and plans."""

from pathlib import Path

from fanxing.batch.outcome import Done, Outcome
from fanxing.chain.nouns import DOCUMENT_NAMES
from fanxing.chain.standard import STANDARD
from fanxing.cli import show
from fanxing.cli.names import STAGE_NAMES
from fanxing.model.errors import Fault


def _fault(what, rule="licence-missing", mend="加一行 licence", level="advice"):
    return Fault(what=what, where="recipe.yaml:3:1", mend=mend, rule=rule, level=level)


def test_one_mend_stands_below_all_that_it_mends(capsys):
    show.faults((_fault("甲没有写授权"), _fault("乙太长", rule="pace", mend="缩短"), _fault("丙没有写授权")))
    assert capsys.readouterr().err.splitlines() == [
        "提醒：recipe.yaml:3:1：甲没有写授权",
        "提醒：recipe.yaml:3:1：丙没有写授权",
        "    改法：加一行 licence",
        "提醒：recipe.yaml:3:1：乙太长",
        "    改法：缩短",
    ]


def test_a_fault_and_an_advice_of_one_rule_stay_apart(capsys):
    show.faults((_fault("甲"), _fault("乙", level="fault")))
    assert capsys.readouterr().err.splitlines()[:3:2] == ["提醒：recipe.yaml:3:1：甲", "错误：recipe.yaml:3:1：乙"]


def test_faults_without_a_rule_stand_alone(capsys):
    show.faults((_fault("甲", rule="", mend="改"), _fault("乙", rule="", mend="改")))
    assert capsys.readouterr().err.count("改法") == 2


def _told(capsys, *files):
    done = Done("episode", Path("out/film"), 12.34, files=files)
    show.outcomes((Outcome(Path("a.yaml"), cuts=(done,)),), as_object=False, quiet=False)
    return capsys.readouterr().out.splitlines()


def test_one_file_is_named_whole(capsys):
    assert _told(capsys, "outline.md") == ["正片　12.3 秒　out/film/outline.md"]


def test_few_files_are_listed_below_their_folder(capsys):
    assert _told(capsys, "zh.srt", "zh.vtt") == ["正片　12.3 秒　out/film", "    zh.srt", "    zh.vtt"]


def test_many_files_are_counted(capsys):
    told = _told(capsys, *(f"{at}.jpg" for at in range(9)))
    assert len(told) == 8
    assert told[-1] == "    …… 共 9 个文件"


def test_every_stage_and_every_document_has_a_name_for_people():
    assert {stage.name for stage in STANDARD} <= set(STAGE_NAMES)
    passing = {kind.__name__ for stage in STANDARD for kind in (*stage.reads.values(), stage.makes)}
    assert passing <= set(DOCUMENT_NAMES)
