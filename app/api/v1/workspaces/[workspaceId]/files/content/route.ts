import { handleRequest, jsonResponse, readBody } from '#app/_server/route.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import { readFile } from '#lib/workspaces/read-file.ts'
import { writeFile } from '#lib/workspaces/write-file.ts'

interface Context {
  params: Promise<{ workspaceId: string }>
}

/** The bytes of a file, always as a download: what an agent wrote is never shown as a page of this origin. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const path = pathOf(request)
    const { body, size } = await readFile.run(principal, { ...(await params), path })
    const name = encodeURIComponent(path?.split('/').at(-1) || 'file').replaceAll("'", '%27')
    return new Response(body as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(size),
        'content-disposition': `attachment; filename*=UTF-8''${name}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}

/** Creates or replaces a file by the body's bytes. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const bytes = new Uint8Array(await readBody(request, MAX_FILE_OP_BYTES))
    return jsonResponse(await writeFile.run(principal, { ...(await params), path: pathOf(request), bytes }))
  })
}

function pathOf(request: Request): string | undefined {
  return new URL(request.url).searchParams.get('path') ?? undefined
}
