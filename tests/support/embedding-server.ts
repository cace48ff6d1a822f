import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'

export interface EmbeddingServer {
  /** A provider's base URL. */
  url: string
  /** The texts of each request. */
  requests: string[][]
  /** Answers with this status from here on; 200: with vectors. */
  answerWith(status: number): void
  /** Requests wait until the returned function is called. */
  hold(): () => void
  close(): Promise<void>
}

/**
 * Speaks OpenAI's embeddings on loopback. Texts that share one of `topics` lie close together, whatever words they use
 * besides: so meaning beyond words can be told from words.
 */
export async function startEmbeddingServer(
  topics: readonly (readonly string[])[],
  dimension = 768,
): Promise<EmbeddingServer> {
  const requests: string[][] = []
  let status = 200
  let held: Promise<void> = Promise.resolve()
  const pointOf = (text: string) => {
    const point = new Array<number>(dimension).fill(0)
    topics.forEach((words, index) => {
      if (words.some((word) => text.toLowerCase().includes(word))) point[index] = 1
    })
    // Never without any length.
    point[dimension - 1] = 0.05
    return point
  }
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await readText(request)) as { input: string[] }
    requests.push(body.input)
    await held
    response.writeHead(status, { 'content-type': 'application/json' })
    const data = body.input.map((text, index) => ({ object: 'embedding', index, embedding: pointOf(text) }))
    response.end(JSON.stringify(status === 200 ? { object: 'list', data } : { error: { message: 'No.' } }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answerWith: (next) => {
      status = next
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
