"""What libraries say of a mistake in content, told in French; what is not foreseen stays, as a technical detail."""

import errno
import gzip

from bot.answering.faults import told_as, translated

_YAML = told_as(
    ("found a tab character", "une tabulation sert d’alignement"),
    (
        r"cannot start any token",
        "un texte commence par un signe réservé (« @ », « ` », « % »), ou une tabulation sert d’alignement",
    ),
    ("mapping values are not allowed", "il y a un « : » de trop, ou l’alignement ne va pas"),
    ("block sequence entries are not allowed", "un tiret suit « : » sur la même ligne"),
    (r"did not find expected ',' or '([\]}])'", r"il manque « , » ou « \1 »"),
    ("did not find expected '-' indicator", "cette ligne n’est pas alignée avec la liste, ou son tiret manque"),
    (
        "did not find expected key|did not find expected <document start>",
        "cette ligne n’est pas alignée, ou des guillemets manquent autour d’un texte",
    ),
    ("did not find expected node content", "une valeur manque, ou un crochet est de trop"),
    ("could not find expected ':'", "il manque « : » après une clé"),
    ("found unexpected end of stream|found unexpected document indicator", "des guillemets ne sont pas fermés"),
    ("found unknown escape character", "une barre « \\\\ » se lit autrement entre guillemets doubles"),
    ("found undefined alias", "un « *renvoi » ne correspond à aucune « &marque » placée avant lui"),
    ("but found another document", "une ligne « --- » coupe le fichier en deux"),
    ("did not find expected comment or line break", "un texte suit « > » ou « | » sur la même ligne"),
    ("niveaux$", r"\g<0>"),
    ("exceeded maximum nesting depth", "trop de niveaux"),
)
_NAMES = {
    errno.ENOENT: "il n’existe pas",
    errno.EACCES: "la lecture n’est pas permise",
    errno.EISDIR: "c’est un dossier",
}


def yaml_fault(said: str, at: str = "") -> str:
    """What the YAML parser says is wrong, in French; `at` is the character where it stopped."""
    if at == "\t":
        return "une tabulation sert d’alignement"
    if at and "cannot start any token" in said:
        return f"un texte ne commence pas par « {at} » sans guillemets"
    return translated(said, _YAML)


_WRITING = {
    errno.ENOENT: "le dossier où le mettre n’existe pas",
    errno.ENOTDIR: "un fichier porte le nom d’un de ses dossiers",
    errno.EISDIR: "c’est un dossier",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.EACCES: "l’écriture n’est pas permise",
    errno.EPERM: "l’écriture n’est pas permise",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.ENAMETOOLONG: "ce nom est trop long",
}


def writing_fault(error: OSError) -> str:
    """Why a file could not be written, in French."""
    return _WRITING.get(error.errno or 0) or f"détail technique : {error.strerror or error}"


def file_fault(error: Exception) -> str:
    """Why a file could not be read, in French."""
    if isinstance(error, gzip.BadGzipFile):
        return "ce n’est pas une archive gzip, ou elle est abîmée"
    if isinstance(error, OSError):
        return _NAMES.get(error.errno or 0) or f"détail technique : {error.strerror or error}"
    if isinstance(error, EOFError):
        return "l’archive est incomplète"
    return "l’archive est abîmée"
