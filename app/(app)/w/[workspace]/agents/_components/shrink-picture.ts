const SIDE_PX = 120

/** The middle square of a picture, small enough to be stored, in base64. Drawn anew, it says nothing of where it was taken. */
export async function shrinkPicture(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file)
  const side = Math.min(bitmap.width, bitmap.height)
  const canvas = document.createElement('canvas')
  canvas.width = SIDE_PX
  canvas.height = SIDE_PX
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The browser draws no pictures.')
  const left = (bitmap.width - side) / 2
  const top = (bitmap.height - side) / 2
  context.drawImage(bitmap, left, top, side, side, 0, 0, SIDE_PX, SIDE_PX)
  bitmap.close()
  const [, base64] = canvas.toDataURL('image/png').split(',')
  if (!base64) throw new Error('The browser made no picture.')
  return base64
}
