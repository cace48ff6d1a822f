import { isImage, mediaTypeOf } from '#lib/runs/media-type.ts'
import type { RunInProgress } from './run-in-progress.ts'

/** The least that every provider takes: 5 MB of base64. */
const MAX_IMAGE_BYTES = 3_750_000
/** The latest of a conversation; older ones are told of, not shown. */
const MAX_IMAGES = 10

/**
 * Reads the images of the conversation from the workspace, once a run. What is gone, too large, or no image any more (the
 * folder is the agents' to write) is remembered as null: the model is told.
 */
export async function loadImages({ engine, rows, run, images }: RunInProgress): Promise<void> {
  const attached = [...rows.messages, ...rows.taken].flatMap(({ attachments }) => attachments)
  const wanted = attached.filter(({ mediaType }) => isImage(mediaType)).slice(-MAX_IMAGES)
  for (const { path, mediaType, size } of wanted) {
    if (images.has(path)) continue
    images.set(path, size > MAX_IMAGE_BYTES ? null : await readImage(path, mediaType))
  }

  async function readImage(path: string, mediaType: string): Promise<Uint8Array | null> {
    try {
      const files = await engine.files({ tenantId: run.tenantId, workspaceId: run.workspaceId })
      const { bytes, size } = await files.readFile(path, { offset: 0, length: MAX_IMAGE_BYTES })
      return size <= MAX_IMAGE_BYTES && mediaTypeOf(bytes) === mediaType ? bytes : null
    } catch {
      return null
    }
  }
}
