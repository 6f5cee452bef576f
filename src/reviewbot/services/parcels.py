"""What one process hands to another: objects in a file, their arrays beside them.

Unpickling copies every array while it holds the interpreter, and so the loop: a second for an
engine of five thousand members. With the arrays out of band (PEP 574) and the file mapped into
memory there is nothing to copy. Whoever can write the file can run code here: it is nameless,
and only our own process has it.
"""

import mmap
import os
import pickle
import struct
import tempfile
import threading
import weakref
from typing import IO, Any, Final

_ALIGNED: Final = 64
"""Bytes to whose multiples arrays are laid, as numpy lays its own."""
_END: Final = struct.Struct("<QQ")


def nameless_file() -> IO[bytes]:
    """Return a file that is gone when nobody holds it; in memory where the system can do that.

    Raises `OSError` where there is no room for one.
    """
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("reviewbot"), "w+b")
    return tempfile.TemporaryFile()


def write(file: IO[bytes], what: object) -> None:
    """Write an object into an empty file."""
    buffers: list[pickle.PickleBuffer] = []
    body = pickle.dumps(what, 5, buffer_callback=buffers.append)
    laid: list[tuple[int, int]] = []
    for buffer in buffers:
        file.write(bytes(-file.tell() % _ALIGNED))
        with buffer.raw() as raw:
            laid.append((file.tell(), raw.nbytes))
            file.write(raw)
    file.write(body)
    places = pickle.dumps(laid)
    file.write(places)
    file.write(_END.pack(len(body), len(places)))
    file.flush()


def read(file: IO[bytes]) -> Any:  # noqa: ANN401 - what was written
    """Return what was written; it stays readable after the file is closed, and is ours alone.

    What is changed in it is changed in a copy of that page.
    """
    size = file.seek(0, os.SEEK_END)
    whole = mmap.mmap(file.fileno(), size, access=mmap.ACCESS_COPY)
    weakref.finalize(whole, _close_beside, os.dup(file.fileno())).atexit = False
    mapped = memoryview(whole)
    body, places = _END.unpack(mapped[-_END.size :])
    end = size - _END.size - places
    laid = pickle.loads(mapped[end : end + places])  # noqa: S301 - our own process wrote it
    buffers = [mapped[at : at + count] for at, count in laid]
    return pickle.loads(mapped[end - body : end], buffers=buffers)  # noqa: S301 - as above


def _close_beside(number: int) -> None:
    """Let go of a file in a thread, once its map is gone.

    The last to let go gives hundreds of megabytes back, 30 ms in which a map would hold the
    interpreter; closing does not.
    """
    threading.Thread(target=os.close, args=(number,), daemon=True).start()
