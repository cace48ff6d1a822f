import { StringDecoder } from 'node:string_decoder'
import type { LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import { type RedactionPatterns, Redactor, redactText } from '#lib/telemetry/redactor.ts'

const FINISH: Record<string, string> = {
  stop: 'stop',
  length: 'length',
  'content-filter': 'content_filter',
  'tool-calls': 'tool_calls',
}

interface ToolCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

/** A model's answer, as it grows, in the words of OpenAI's clients and without the provider's key. */
export class ChatAnswer {
  readonly #patterns: RedactionPatterns
  readonly #redactor: Redactor
  readonly #decoder = new StringDecoder('utf8')
  readonly calls: ToolCall[] = []
  text = ''
  /** Characters that the model made, thoughts included: what is paid for where nobody says how many tokens they are. */
  madeChars = 0
  finishReason: string | null = null
  usage: LanguageModelV4Usage | null = null

  constructor(patterns: RedactionPatterns) {
    this.#patterns = patterns
    this.#redactor = new Redactor(patterns)
  }

  /** @returns the delta to be sent, if there is one. @throws what the provider says of itself */
  take(part: LanguageModelV4StreamPart): object | null {
    switch (part.type) {
      case 'text-delta':
        this.madeChars += part.delta.length
        return this.#say(this.#redactor.push(Buffer.from(part.delta)))
      case 'text-end':
        return this.#say(this.#redactor.end())
      case 'reasoning-delta':
        this.madeChars += part.delta.length
        return null
      case 'tool-call': {
        this.madeChars += part.input.length
        const named = { name: part.toolName, arguments: redactText(part.input, this.#patterns) }
        const call: ToolCall = { id: part.toolCallId, type: 'function', function: named }
        const index = this.calls.push(call) - 1
        return { tool_calls: [{ index, ...call }] }
      }
      case 'error':
        throw part.error
      case 'finish': {
        const said = this.#say(this.#redactor.end())
        const { unified } = part.finishReason
        if (unified === 'error' || unified === 'interrupted') throw new Error('The provider broke the answer off.')
        this.finishReason = this.calls.length > 0 ? 'tool_calls' : (FINISH[unified] ?? 'stop')
        this.usage = part.usage
        return said
      }
      default:
        return null
    }
  }

  get message() {
    const hasCalls = this.calls.length > 0
    return {
      role: 'assistant',
      content: hasCalls && this.text === '' ? null : this.text,
      refusal: null,
      ...(hasCalls ? { tool_calls: this.calls } : {}),
    }
  }

  #say(bytes: Buffer): object | null {
    const content = this.#decoder.write(bytes)
    if (content === '') return null
    this.text += content
    return { content }
  }
}
