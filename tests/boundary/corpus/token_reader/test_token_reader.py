import unittest

from token_reader import BadCharacter, Token, kinds, tokens


class TokenTest(unittest.TestCase):
    def test_fields(self):
        token = next(tokens("x"))
        self.assertEqual(token.kind, "name")
        self.assertEqual(token.text, "x")
        self.assertEqual(token.position, 0)

    def test_is_a_tuple(self):
        token = next(tokens("12"))
        self.assertIsInstance(token, tuple)
        self.assertIsInstance(token, Token)
        self.assertEqual(token, ("number", "12", 0))

    def test_unpack(self):
        kind, text, position = next(tokens(" +"))
        self.assertEqual((kind, text, position), ("symbol", "+", 1))

    def test_construct_with_default(self):
        self.assertEqual(Token("name", "x"), Token(kind="name", text="x", position=0))

    def test_replace_and_asdict(self):
        token = Token("name", "x")
        self.assertEqual(token._replace(text="y").text, "y")
        self.assertEqual(token._asdict(), {"kind": "name", "text": "x", "position": 0})
        self.assertEqual(Token._fields, ("kind", "text", "position"))

    def test_immutable(self):
        with self.assertRaises(AttributeError):
            Token("name", "x").text = "y"

    def test_all(self):
        self.assertEqual([t.text for t in tokens("a = 3.5*(b-1)")], list("a=") + ["3.5"] + list("*(b-1)"))

    def test_kinds(self):
        self.assertEqual(kinds("a=1"), ("name", "symbol", "number"))
        self.assertEqual(kinds(""), ())

    def test_lazy_error(self):
        stream = tokens("ab ?")
        self.assertEqual(next(stream).text, "ab")
        with self.assertRaises(BadCharacter) as err:
            next(stream)
        self.assertEqual(str(err.exception), "bad character '?' at 3")
        self.assertEqual(err.exception.char, "?")

    def test_exhausted(self):
        stream = tokens("a")
        next(stream)
        self.assertRaises(StopIteration, next, stream)
        self.assertIsNone(next(stream, None))

    def test_error_is_value_error(self):
        with self.assertRaisesRegex(ValueError, "at 0$"):
            kinds("#")
