import { handleRequest, jsonResponse, readBody } from '#app/_server/route.ts'
import { AppError } from '#lib/errors.ts'
import { MAX_FILE_OP_BYTES } from '#lib/sandbox/spec.ts'
import { readFile } from '#lib/workspaces/read-file.ts'
import { statFile } from '#lib/workspaces/stat-file.ts'
import { writeFile } from '#lib/workspaces/write-file.ts'
import { expectationOf, versionTag } from '../_server/preconditions.ts'
import { parseRange } from '../_server/range.ts'
import { downloadHeaders, fileHeaders } from '../_server/untrusted-headers.ts'

interface Context {
  params: Promise<{ workspaceId: string }>
}

/**
 * The bytes of a file, or of one range of them. As a download, except with `inline` for the few kinds that a browser
 * shows without running anything of theirs.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const query = new URL(request.url).searchParams
    const path = query.get('path') ?? undefined
    const place = { ...(await params), path }
    const asked = request.headers.get('range')
    const headers = query.has('inline') ? fileHeaders(path) : downloadHeaders(path)
    if (asked === null) {
      const { body, size, version } = await readFile.run(principal, place)
      headers.set('content-length', String(size))
      headers.set('etag', versionTag(version))
      return new Response(body as ReadableStream<Uint8Array>, { headers })
    }
    const { size, version } = await statFile.run(principal, place)
    const stale = request.headers.get('if-range')
    const range = stale === null || stale === versionTag(version) ? parseRange(asked, size) : 'whole'
    if (range === 'unsatisfiable') {
      return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
    }
    const { offset, length } = range === 'whole' ? { offset: 0, length: size } : range
    const file = await readFile.run(principal, { ...place, offset, length })
    if (file.version !== version) {
      await file.body.cancel()
      throw new AppError('conflict', 'The file was changed while it was read. Begin again.')
    }
    headers.set('content-length', String(length))
    headers.set('etag', versionTag(version))
    if (range !== 'whole') headers.set('content-range', `bytes ${offset}-${offset + length - 1}/${size}`)
    return new Response(file.body as ReadableStream<Uint8Array>, { status: range === 'whole' ? 200 : 206, headers })
  })
}

/** Creates or replaces a file by the body's bytes; `If-Match` and `If-None-Match: *` say what it may replace. */
export async function PUT(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const expectation = expectationOf(request)
    const bytes = new Uint8Array(await readBody(request, MAX_FILE_OP_BYTES))
    const path = new URL(request.url).searchParams.get('path') ?? undefined
    return jsonResponse(await writeFile.run(principal, { ...(await params), path, bytes, ...expectation }))
  })
}
