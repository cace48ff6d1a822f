import { handleRequest } from '#app/_server/route.ts'
import { zipFiles } from '#lib/workspaces/files/zip-files.ts'
import { downloadHeaders } from '../_server/untrusted-headers.ts'

interface Context {
  params: Promise<{ workspaceId: string }>
}

/** The files and folders that `path` names, which may stand there several times, as one archive. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const paths = new URL(request.url).searchParams.getAll('path')
    const { body } = await zipFiles.run(principal, { ...(await params), paths })
    const [only] = paths.length === 1 ? paths : []
    const name = only?.replace(/\/+$/, '').split('/').at(-1) || 'files'
    const headers = downloadHeaders(`${name}.zip`, 'application/zip')
    headers.delete('accept-ranges')
    return new Response(body as ReadableStream<Uint8Array>, { headers })
  })
}
