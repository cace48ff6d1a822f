import { z } from 'zod'
import { handleRequest } from '#app/_server/route.ts'
import { parseInput } from '#lib/access/define-use-case.ts'
import { exportThread } from '#lib/exports/export-thread.ts'

interface Context {
  params: Promise<{ workspaceId: string; threadId: string }>
}

const query = z.object({ format: z.enum(['markdown', 'json']).default('markdown') })

/** A thread as a file, written while it is read: steps, tool calls, tokens and cost included. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const { format } = parseInput(query, Object.fromEntries(new URL(request.url).searchParams))
    const { fileName, text } = await exportThread(principal, await params, format)
    const encoder = new TextEncoder()
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await text.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        await text.return(undefined)
      },
    })
    return new Response(body, {
      headers: {
        // Always as a download: what a model wrote is never shown as a page of this origin.
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll("'", '%27')}`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
