"""Wrapping, justifying and centring text."""


def wrap(text, width=20):
    if width <= 0:
        raise ValueError(f"invalid width {width} (must be > 0)")
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line] if line else lines


def justify(line, width):
    words = line.split(" ")
    if len(words) == 1:
        return line.ljust(width)
    gaps = len(words) - 1
    spaces, extra = divmod(width - sum(map(len, words)), gaps)
    return "".join(
        word + " " * (spaces + (index < extra)) for index, word in enumerate(words[:-1])
    ) + words[-1]


def box(lines, *, fill=" ", style="single"):
    corners = {"single": "┌┐└┘─│", "ascii": "++++-|"}[style]
    size = max(map(len, lines), default=0)
    body = [f"{corners[5]}{line:{fill}^{size}}{corners[5]}" for line in lines]
    return "\n".join([corners[0] + corners[4] * size + corners[1], *body, corners[2] + corners[4] * size + corners[3]])
