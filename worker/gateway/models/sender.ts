import type { ServerResponse } from 'node:http'
import { newId } from '#lib/ids.ts'
import type { ChatAnswer } from './answer.ts'
import { sendJson } from './problem.ts'
import type { ChatRequest } from './request.ts'

/** Sends an answer as it grows, or in one piece. */
export class Sender {
  readonly #request: ChatRequest
  readonly #response: ServerResponse
  readonly #head: object

  constructor(request: ChatRequest, response: ServerResponse) {
    this.#request = request
    this.#response = response
    this.#head = { id: `chatcmpl-${newId()}`, created: Math.floor(Date.now() / 1000), model: request.model }
  }

  async delta(delta: object): Promise<void> {
    if (this.#request.stream) await this.#chunk(delta)
  }

  finish(answer: ChatAnswer): void {
    const usage = openAiUsage(answer)
    if (!this.#request.stream) {
      const choice = { index: 0, message: answer.message, logprobs: null, finish_reason: answer.finishReason }
      sendJson(this.#response, 200, { ...this.#head, object: 'chat.completion', choices: [choice], usage })
      return
    }
    void this.#chunk({}, answer.finishReason)
    if (this.#request.stream_options?.include_usage) {
      this.#write({ ...this.#head, object: 'chat.completion.chunk', choices: [], usage })
    }
    this.#response.end('data: [DONE]\n\n')
  }

  /** A reader that is slow makes the provider wait. */
  async #chunk(delta: object, finishReason: string | null = null): Promise<void> {
    const isFirst = !this.#response.headersSent
    if (isFirst) {
      this.#response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
    }
    const said = isFirst ? { role: 'assistant', ...delta } : delta
    const choices = [{ index: 0, delta: said, logprobs: null, finish_reason: finishReason }]
    const hasRoom = this.#write({ ...this.#head, object: 'chat.completion.chunk', choices })
    if (hasRoom || this.#response.destroyed) return
    await new Promise<void>((resolve) => {
      const go = () => {
        this.#response.off('drain', go).off('close', go)
        resolve()
      }
      this.#response.once('drain', go).once('close', go)
    })
  }

  #write(value: object): boolean {
    return this.#response.write(`data: ${JSON.stringify(value)}\n\n`)
  }
}

function openAiUsage({ usage }: ChatAnswer) {
  const input = usage?.inputTokens.total ?? 0
  const output = usage?.outputTokens.total ?? 0
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: usage?.inputTokens.cacheRead ?? 0 },
    completion_tokens_details: { reasoning_tokens: usage?.outputTokens.reasoning ?? 0 },
  }
}
