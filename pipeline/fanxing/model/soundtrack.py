"""The finished sound of one cut."""

from fanxing.model.document import Blob, Document
from fanxing.model.timing import Samples


class Soundtrack(Document):
    """Narration, the footage's own sound and music: ducked, levelled, measured."""

    sound: Blob
    """WAV, float32, stereo, 48 kHz; exactly as long as the timeline."""
    aac: Blob
    """The same as AAC-LC in an .m4a, encoded once and copied into every film; what was measured."""
    samples: Samples
    """Length."""
    loudness_lufs: float | None
    """Integrated loudness of the decoded AAC (ITU-R BS.1770-4); None where nothing sounds."""
    true_peak_dbtp: float | None
    """True peak of the decoded AAC; None where nothing sounds."""
    music: str | None = None
    """Path of the music used."""
    voice_to_music_lu: float | None = None
    """Voice above music while somebody speaks; None without music."""
    curve: tuple[float, ...] = ()
    """Short-term loudness each second, LUFS, for the report."""
    fallbacks: tuple[str, ...] = ()
    """What had to be done otherwise than asked."""
