# planted: BowlingTest::test_score_before_end, BowlingTest::test_frame_over_ten, BowlingTest::test_perfect_game
"""Bowling.  Unfinished games score, frames over ten are allowed, the last strikes are lost."""


class BowlingGame:
    def __init__(self):
        self.throws = []

    def roll(self, pins):
        if pins < 0 or pins > 10:
            raise ValueError("invalid pins")
        self.throws.append(pins)

    def roll_all(self, throws):
        for pins in throws:
            self.roll(pins)
        return self

    def score(self):
        total = index = 0
        for _ in range(10):
            frame = self.throws[index : index + 3]
            if not frame:
                break
            if frame[0] == 10:
                total += 10 + sum(frame[1:2])
                index += 1
            elif sum(frame[:2]) == 10:
                total += sum(frame)
                index += 2
            else:
                total += sum(frame[:2])
                index += 2
        return total
