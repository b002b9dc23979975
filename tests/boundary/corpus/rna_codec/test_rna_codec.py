import struct
import unittest

from rna_codec import (
    CODONS, bits, caesar, decode, encode, lengths, pack, parts, proteins, to_base64, to_rna, unpack, xor,
)


class CodecTest(unittest.TestCase):
    def test_rna(self):
        self.assertEqual(to_rna("ACGTGGTCTTAA"), "UGCACCAGAAUU")
        self.assertEqual(to_rna(""), "")

    def test_proteins(self):
        self.assertEqual(proteins("AUGUUUUAAAUG"), ["Methionine", "Phenylalanine"])

    def test_invalid_codon(self):
        with self.assertRaises(ValueError) as err:
            proteins("AUGU")
        self.assertEqual(err.exception.args[0], "Invalid codon")
        self.assertIsNone(err.exception.__cause__)

    def test_encode(self):
        self.assertEqual(encode("é🙂"), b"\xc3\xa9\xf0\x9f\x99\x82")
        self.assertEqual(encode("é", "latin-1"), b"\xe9")
        self.assertIs(type(encode("")), bytes)

    def test_encode_error(self):
        with self.assertRaises(UnicodeEncodeError) as err:
            encode("aé", "ascii")
        self.assertEqual((err.exception.start, err.exception.object), (1, "aé"))
        with self.assertRaises(LookupError):
            encode("a", "klingon")

    def test_decode(self):
        self.assertEqual(decode(b"\xff", errors="replace"), "\ufffd")
        self.assertEqual(decode(bytearray(b"ok")), "ok")
        self.assertRaises(UnicodeDecodeError, decode, b"\xff")

    def test_surrogates(self):
        self.assertEqual(decode(b"\xff", "surrogateescape"), "\udcff")
        self.assertEqual(len(caesar("\ud800", 3)), 1)

    def test_xor_in_place(self):
        data = bytearray(b"\x00\x0f")
        self.assertIs(xor(data, 0xFF), data)
        self.assertEqual(data, b"\xff\xf0")
        with self.assertRaisesRegex(TypeError, "does not support item assignment"):
            xor(b"a", 1)

    def test_struct(self):
        self.assertEqual(unpack(pack(1, -2, 300)), (1, -2, 300))
        with self.assertRaises(struct.error):
            pack(10**6)

    def test_base64_and_big_ints(self):
        self.assertEqual(to_base64(b"\x00\xff"), "AP8=")
        self.assertEqual(bits(2**70), b"\x40" + bytes(8))
        self.assertRaises(OverflowError, bits, -1)

    def test_caesar(self):
        self.assertEqual(caesar("Hello, Wörld", 13), "Uryyb, Jöeyq")
        self.assertEqual(caesar(caesar("abc", 5), -5), "abc")

    def test_lengths(self):
        self.assertEqual(lengths(["a", "ß", "日本"]), {"a": (1, 1), "ß": (1, 2), "日本": (2, 6)})

    def test_parts(self):
        first, second, third = parts("a:b:c\n\r\nd")
        self.assertEqual(first, ("a", ":", "b:c\n\r\nd"))
        self.assertEqual(second, ["a:b", "c\n\r\nd"])
        self.assertEqual(third, ["a:b:c\n", "\r\n", "d"])

    def test_table(self):
        self.assertEqual(len(CODONS), 3)
        self.assertEqual("".join(CODONS), "AUGUUUUAA")
