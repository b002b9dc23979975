# style: vectorised NumPy, the running maximum of the positions that hold a value
import numpy as np


def fill_none(input_list):
    known = [position if item is not None else -1 for position, item in enumerate(input_list)]
    sources = np.maximum.accumulate(np.array(known, dtype=np.int64)).tolist()
    return [None if source < 0 else input_list[source] for source in sources]
