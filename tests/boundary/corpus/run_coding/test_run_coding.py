import unittest

from run_coding import decode, encode, encode_bytes, pairs


class EncodeTest(unittest.TestCase):
    def test_empty(self):
        self.assertEqual(encode(""), "")

    def test_single_letter_runs(self):
        self.assertEqual(encode("ABC"), "ABC")

    def test_runs(self):
        self.assertEqual(encode("AABBBCCCC"), "2A3B4C")

    def test_white_space(self):
        self.assertMultiLineEqual(encode("  hh\n\n"), "2 2h2\n")


class DecodeTest(unittest.TestCase):
    def test_with_counts(self):
        self.assertEqual(decode("2A3B4C"), "AABBBCCCC")

    def test_without_counts(self):
        self.assertEqual(decode("XYZ"), "XYZ")

    def test_large_count(self):
        self.assertEqual(len(decode("12W")), 12)

    def test_round_trip(self):
        self.assertEqual(decode(encode("zzz ZZ  zZ")), "zzz ZZ  zZ")


class PairsTest(unittest.TestCase):
    def test_count(self):
        self.assertEqual(len(pairs("aab")), 2)

    def test_pairs_are_tuples(self):
        self.assertEqual(pairs("aab"), [("a", 2), ("b", 1)])

    def test_mixed_values(self):
        self.assertEqual([p[1] for p in pairs([None, None, 1, 1.0, "1"])], [2, 2, 1])


class BytesTest(unittest.TestCase):
    def test_bytes(self):
        self.assertEqual(encode_bytes(b"\x00\x00\xff"), b"\x02\x00\x01\xff")
        self.assertIs(type(encode_bytes(b"")), bytes)

    def test_bytearray_argument(self):
        self.assertEqual(encode_bytes(bytearray(b"aa")), b"\x02a")
