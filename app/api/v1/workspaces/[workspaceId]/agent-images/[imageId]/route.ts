import { handleRequest } from '#app/_server/route.ts'
import { readImage } from '#lib/agents/read-image.ts'

interface Context {
  params: Promise<{ workspaceId: string; imageId: string }>
}

/** An agent's picture. It never changes, so that a browser asks once; it is a picture and nothing else. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const { mediaType, bytes } = await readImage.run(principal, await params)
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': mediaType,
        'content-length': String(bytes.byteLength),
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
