import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { findImage } from './images.ts'

/** The bytes of an agent's picture. */
export const readImage = defineUseCase({
  id: 'agents.read-image',
  level: 'workspace',
  role: 'viewer',
  input: { imageId: idSchema },
  output: z.object({ mediaType: z.string(), bytes: z.instanceof(Uint8Array) }),
  async execute({ tx }, { imageId }) {
    const image = await findImage(tx, imageId)
    if (!image) throw notFound('The picture')
    return image
  },
})
