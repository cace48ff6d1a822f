import type { LanguageModelV4Message, LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { ModelMessage } from 'ai'
import type { ModelRequest } from './model.ts'

type Person = Extract<LanguageModelV4Message, { role: 'user' }>['content']
type Assistant = Extract<LanguageModelV4Message, { role: 'assistant' }>['content']
type ToolResults = Extract<LanguageModelV4Message, { role: 'tool' }>['content']

/** A request in the shape that every provider's package takes. */
export function toPrompt({ instructions, messages }: Pick<ModelRequest, 'instructions' | 'messages'>) {
  const prompt: LanguageModelV4Prompt = []
  if (instructions) prompt.push({ role: 'system', content: instructions })
  for (const message of messages) prompt.push(toMessage(message))
  return prompt
}

function toMessage(message: ModelMessage): LanguageModelV4Message {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.content }
    case 'user':
      return { role: 'user', content: personParts(message.content) }
    case 'assistant':
      return { role: 'assistant', content: assistantParts(message.content) }
    case 'tool':
      return { role: 'tool', content: message.content.map(toolPart) }
  }
}

function personParts(content: Extract<ModelMessage, { role: 'user' }>['content']): Person {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return content.map((part) => {
    if (part.type === 'text') return { type: 'text', text: part.text }
    if (part.type !== 'image' || !(part.image instanceof Uint8Array) || !part.mediaType) throw unsupported(part.type)
    return { type: 'file', mediaType: part.mediaType, data: { type: 'data', data: part.image } }
  })
}

function assistantParts(content: Extract<ModelMessage, { role: 'assistant' }>['content']): Assistant {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  const parts: Assistant = []
  for (const part of content) {
    if (part.type === 'text') {
      // Providers refuse empty text; an answer that was tool calls alone has none.
      if (part.text !== '') parts.push({ type: 'text', text: part.text, providerOptions: part.providerOptions })
    } else if (part.type === 'reasoning') {
      parts.push({ type: 'reasoning', text: part.text, providerOptions: part.providerOptions })
    } else if (part.type === 'tool-call') {
      const { toolCallId, toolName, providerOptions } = part
      parts.push({ type: 'tool-call', toolCallId, toolName, input: argumentsObject(part.input), providerOptions })
    } else throw unsupported(part.type)
  }
  return parts
}

/** Providers take an object alone; what was none goes back as the text that the model wrote. */
function argumentsObject(input: unknown): object {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : { malformed_arguments: input }
}

function toolPart(part: Extract<ModelMessage, { role: 'tool' }>['content'][number]): ToolResults[number] {
  if (part.type !== 'tool-result') throw unsupported(part.type)
  const { toolCallId, toolName, output } = part
  if (output.type !== 'text' && output.type !== 'error-text') throw unsupported(`tool result of type ${output.type}`)
  return { type: 'tool-result', toolCallId, toolName, output: { type: output.type, value: output.value } }
}

function unsupported(type: string): Error {
  return new Error(`A message part of type "${type}" has no place in a model call.`)
}
