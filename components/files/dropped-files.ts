/** What was dropped from outside of the browser: files with their paths below the target, and folders with nothing in them. */
export interface Dropped {
  files: { file: File; path: string }[]
  emptyFolders: string[]
}

/** Reads what was dropped, folders included. Must begin in the drop's own event: later the browser has forgotten it. */
export async function readDropped(transfer: DataTransfer, target: string): Promise<Dropped> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  const plain = [...transfer.files]
  const dropped: Dropped = { files: [], emptyFolders: [] }
  if (entries.every((entry) => entry === null)) {
    dropped.files.push(...plain.map((file) => ({ file, path: `${target}/${file.name}` })))
    return dropped
  }
  for (const entry of entries) if (entry) await collect(entry, target, dropped)
  return dropped
}

async function collect(entry: FileSystemEntry, folder: string, dropped: Dropped): Promise<void> {
  const path = `${folder}/${entry.name}`
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    dropped.files.push({ file, path })
    return
  }
  const children = await readAll((entry as FileSystemDirectoryEntry).createReader())
  if (children.length === 0) dropped.emptyFolders.push(path)
  for (const child of children) await collect(child, path, dropped)
}

/** The browser hands a folder out in pieces, and an empty one at its end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return all
    all.push(...some)
  }
}
