import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { countImages, imageTypeOf, insertImage } from './images.ts'

const MAX_IMAGE_BYTES = 64 * 1024
const MAX_IMAGES = 2000

/** Takes a small picture that agents may be known by: PNG, JPEG or WebP; nothing that can hold a script. */
export const uploadImage = defineUseCase({
  id: 'agents.upload-image',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agent-images', successStatus: 201 },
  input: {
    /** The file's bytes in base64, at most 64 KB of them. */
    base64: z.base64().max(Math.ceil(MAX_IMAGE_BYTES / 3) * 4, 'The picture is larger than 64 KB.'),
  },
  output: z.object({ imageId: idSchema, mediaType: z.string() }),
  async execute({ tx, scope }, { base64 }) {
    const bytes = Buffer.from(base64, 'base64')
    const mediaType = imageTypeOf(bytes)
    if (!mediaType) throw new AppError('invalid_input', 'base64: send a picture as PNG, JPEG or WebP.')
    if ((await countImages(tx)) >= MAX_IMAGES) {
      throw new AppError(
        'quota_exceeded',
        `This workspace has ${MAX_IMAGES} pictures, the limit. Use one that is there.`,
      )
    }
    return { imageId: await insertImage(tx, scope, { mediaType, bytes }), mediaType }
  },
  audit: ({ imageId }) => ({ action: 'agent.image-uploaded', targetKind: 'agent-image', targetId: imageId }),
})
