import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { imageExists } from './images.ts'
import type { AgentAvatar } from './schema.ts'

/** @throws AppError `invalid_input` unless the picture is one of this workspace's */
export async function checkAvatar(tx: Tx, avatar: AgentAvatar | null | undefined): Promise<void> {
  if (avatar?.kind !== 'image' || (await imageExists(tx, avatar.imageId))) return
  const message = 'There is no such picture in this workspace. Upload it first.'
  throw new AppError('invalid_input', `avatar.imageId: ${message}`, { fieldErrors: { 'avatar.imageId': [message] } })
}
