import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { MAX_FILE_OP_BYTES, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'

const path = z
  .string()
  .max(4096, 'A path has at most 4096 characters.')
  .refine((value) => !value.includes('\0'), 'A path cannot contain a null character.')

/** A path below the workspace's folder; the driver holds it there. */
export const filePath = path.default(WORKSPACE_DIR)

/** The same for a change: absolute, without detours, and not the workspace itself. */
export const entryPath = path
  .transform((value) => {
    const parts = value.split('/').filter((part) => part !== '' && part !== '.')
    const below = value.startsWith('/') ? parts.slice(1) : parts
    const isInside = !value.startsWith('/') || `/${parts[0]}` === WORKSPACE_DIR
    return isInside && below.length > 0 && !below.includes('..') ? [WORKSPACE_DIR, ...below].join('/') : ''
  })
  .refine((value) => value !== '', `Name a file or folder inside of ${WORKSPACE_DIR}.`)
  .refine((value) => value !== INTERNAL_DIR, 'This folder is the workspace’s own and stays where it is.')

/** Holds the trash, unfinished uploads, and what tools keep; hidden from lists of the workspace's folder. */
export const INTERNAL_DIR = `${WORKSPACE_DIR}/.crewhouse`
/** Where what was removed lies, under the id of its row. */
export const trashPath = (id: string): string => `${INTERNAL_DIR}/trash/${id}`
/** Where an upload grows. */
export const uploadPath = (id: string): string => `${INTERNAL_DIR}/uploads/${id}`
/** What was removed can be brought back for this long. */
export const TRASH_DAYS = 7
/** An upload that has been silent for this long is given up. */
export const UPLOAD_DAYS = 2
/** Entries that one call moves, removes or brings back. */
export const MAX_ENTRIES_AT_ONCE = 500
/** Of one page of a folder. */
export const MAX_LIST_LIMIT = 5000

/** Changes whenever a file's content does. */
export const fileVersion = z.string().regex(/^[0-9a-f]{16}$/, 'A version is 16 hexadecimal digits.')

/** The bytes of one request; larger files are sent as uploads, in parts of this size at most. */
export const fileBytes = z
  .instanceof(Uint8Array)
  .refine(
    (bytes) => bytes.byteLength <= MAX_FILE_OP_BYTES,
    `One request carries at most ${MAX_FILE_OP_BYTES} bytes. Send a larger file as an upload, in parts.`,
  )

export const fileEntry = z.object({
  /** Relative to the listed directory. */
  path: z.string(),
  kind: z.enum(['file', 'directory', 'link', 'other']),
  /** Bytes */
  size: z.number().int(),
  modifiedAtMs: z.number(),
})
export type FileEntry = z.infer<typeof fileEntry>

export const fileListing = z.object({ items: z.array(fileEntry), nextCursor: z.string().nullable() })
export type FileListing = z.infer<typeof fileListing>

export const fileStat = fileEntry.extend({ version: fileVersion })

/** What could not be done, and why, where others of the same call could. */
export const failedEntry = z.object({ path: z.string(), code: z.string(), detail: z.string() })

export const trashItem = z.object({
  id: idSchema,
  /** Where it was. */
  path: z.string(),
  deletedByName: z.string(),
  deletedAt: z.iso.datetime(),
  /** From then on it may be gone. */
  keptUntil: z.iso.datetime(),
})
export type TrashItem = z.infer<typeof trashItem>

export const uploadView = z.object({
  id: idSchema,
  path: z.string(),
  size: z.number().int(),
  /** Of the sender's file, which tells it apart from another of the same name. */
  modifiedAtMs: z.number().nullable(),
  createdById: idSchema,
  createdAt: z.iso.datetime(),
})
export type UploadView = z.infer<typeof uploadView>

export const fileUsage = z.object({ usedBytes: z.number().int(), quotaBytes: z.number().int() })
