import type { FileEntry } from '#lib/workspaces/file-schema.ts'

export const SORTS = ['name', 'size', 'modified'] as const
export type SortBy = (typeof SORTS)[number]

/** The entries that the filter lets through, folders first, as the reader's language sorts. */
export function sortEntries(
  entries: readonly FileEntry[],
  options: { by: SortBy; descending: boolean; filter: string; locale: string },
): FileEntry[] {
  const { by, descending, filter, locale } = options
  // The same letter may be one sign or two (NFC, NFD): for finding they are one.
  const wanted = filter.normalize('NFC').toLocaleLowerCase(locale)
  const found = wanted
    ? entries.filter(({ path }) => path.normalize('NFC').toLocaleLowerCase(locale).includes(wanted))
    : [...entries]
  const { compare } = new Intl.Collator(locale, { numeric: true })
  const turn = descending ? -1 : 1
  const rank = ({ kind }: FileEntry) => (kind === 'directory' ? 0 : 1)
  return found.sort((a, b) => {
    const folders = rank(a) - rank(b)
    if (folders !== 0) return folders
    if (by === 'size' && a.size !== b.size) return turn * (a.size - b.size)
    if (by === 'modified' && a.modifiedAtMs !== b.modifiedAtMs) return turn * (a.modifiedAtMs - b.modifiedAtMs)
    return (by === 'name' ? turn : 1) * (compare(a.path, b.path) || (a.path < b.path ? -1 : 1))
  })
}
