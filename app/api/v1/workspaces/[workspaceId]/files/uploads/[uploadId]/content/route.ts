import { handleRequest, jsonResponse, readBody } from '#app/_server/route.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import { sendUploadPart } from '#lib/workspaces/files/send-upload-part.ts'

interface Context {
  params: Promise<{ workspaceId: string; uploadId: string }>
}

/** The next part of an upload, which begins at `offset`. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const offset = Number(new URL(request.url).searchParams.get('offset') ?? Number.NaN)
    const bytes = new Uint8Array(await readBody(request, MAX_FILE_OP_BYTES))
    return jsonResponse(await sendUploadPart.run(principal, { ...(await params), offset, bytes }))
  })
}
