import functools

import pytest
from version_order import Version, newest, ordered


class TestVersion:
    def test_equal(self):
        assert Version("1.2") == Version("1.2")
        assert Version("1.2") != Version("1.3")

    def test_compare(self):
        assert Version("1.2") < Version("1.3")
        assert Version("1.3") >= Version("1.3") > Version("1.2")
        assert not Version("2.0") <= Version("1.9")

    def test_sort_numbers_not_text(self):
        versions = [Version("1.10"), Version("1.9")]
        assert [str(v) for v in sorted(versions)] == ["1.9", "1.10"]

    def test_short_equals_long(self):
        assert Version("1.0") == Version("1.0.0")

    def test_hash_matches_eq(self):
        assert len({Version("3.1"), Version("3.1")}) == 1

    def test_hash_of_one(self):
        version = Version("3.1")
        assert {version: "x"}[version] == "x"
        assert version in {version}

    def test_other_types(self):
        assert Version("1.0") != "1.0"
        with pytest.raises(TypeError, match="'<' not supported"):
            Version("1.0") < "1.1"

    def test_max_is_same_object(self):
        old, new = Version("1.0"), Version("2.0")
        assert newest([new, old]) is new
        assert max(old, new) is new
        assert min([new, old], key=lambda v: v.text) is old

    def test_ordered_by_candidate(self):
        versions = [Version(f"{n}.0") for n in (2, 3, 1)]
        result = ordered(versions, reverse=True)
        assert [v.text for v in result] == ["3.0", "2.0", "1.0"]
        assert result[0] is versions[1]
        assert versions[0].text == "2.0"

    def test_list_methods(self):
        versions = [Version("1.0"), Version("2.0"), Version("1.0")]
        assert versions.index(Version("2.0")) == 1
        assert versions.count(Version("1.0")) == 2
        assert Version("9.0") not in versions

    def test_cmp_to_key(self):
        compare = functools.cmp_to_key(lambda a, b: (a < b) - (a > b))
        assert [v.text for v in sorted([Version("1.0"), Version("2.0")], key=compare)] == ["2.0", "1.0"]

    def test_repr_in_list(self):
        assert repr([Version("1.0"), Version("1.0").bump()]) == "[Version('1.0'), Version('1.1')]"

    def test_invalid(self):
        with pytest.raises(ValueError, match="^invalid version: 1.x$"):
            Version("1.x")
