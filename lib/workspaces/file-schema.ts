import { z } from 'zod'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'

/** A path below the workspace's folder; the driver holds it there. */
export const filePath = z
  .string()
  .max(4096, 'A path has at most 4096 characters.')
  .refine((path) => !path.includes('\0'), 'A path cannot contain a null character.')
  .default(WORKSPACE_DIR)

export const fileEntry = z.object({
  /** Relative to the listed directory. */
  path: z.string(),
  kind: z.enum(['file', 'directory', 'link', 'other']),
  /** Bytes */
  size: z.number().int(),
  modifiedAtMs: z.number(),
})
export type FileEntry = z.infer<typeof fileEntry>

export const fileListing = z.object({
  path: z.string(),
  entries: z.array(fileEntry),
  /** There are more entries than were sent. */
  truncated: z.boolean(),
})
export type FileListing = z.infer<typeof fileListing>
