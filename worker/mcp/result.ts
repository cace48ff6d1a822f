import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/client'
import { failed, succeeded } from '../engine/tools/outcome.ts'
import { OutputKeeper } from '../engine/tools/output-keeper.ts'
import { saveOutput } from '../engine/tools/saved-outputs.ts'
import type { ToolContext, ToolOutcome } from '../engine/tools/tool-context.ts'

const MAX_BLOCKS = 200
const MAX_FILE_BYTES = 4 * 2 ** 20
const MAX_FILES = 8

const ENDINGS: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'audio/wav': 'wav',
  'audio/mpeg': 'mp3',
}

type Answered = Pick<CallToolResult, 'content' | 'structuredContent' | 'isError'>
type Contents = Extract<ContentBlock, { type: 'resource' }>['resource']

/** What stands in a resource, as a tool's answer would bring it. */
export function ofContents(contents: readonly Contents[]): ContentBlock[] {
  return contents.map((resource) => ({ type: 'resource', resource }))
}

/** What a server answered, within bounds; pictures and sounds become files of the agent's, and long texts too. */
export async function toOutcome(result: Answered, context: ToolContext): Promise<ToolOutcome> {
  const kept = new OutputKeeper()
  const say = (text: string) => kept.add(Buffer.from(`${text}\n`))
  const files = new Files(context)
  for (const block of result.content.slice(0, MAX_BLOCKS)) say(await textOf(block, files))
  const left = result.content.length - MAX_BLOCKS
  if (left > 0) say(`[${left} more parts are left out]`)
  if (result.content.length === 0 && result.structuredContent !== undefined)
    say(JSON.stringify(result.structuredContent))
  const { text, isCut } = kept.text()
  const lines = [text.trimEnd() || '[the server answered nothing]']
  if (isCut) lines.push(await files.saveAll(kept.whole()))
  return result.isError ? failed(lines.join('\n')) : succeeded(lines.join('\n'))
}

async function textOf(block: ContentBlock, files: Files): Promise<string> {
  switch (block.type) {
    case 'text':
      return block.text
    case 'image':
    case 'audio':
      return files.save(block.type, block.mimeType, block.data)
    case 'resource_link':
      return `[resource ${block.uri.slice(0, 2000)}: ${(block.title ?? block.name).slice(0, 200)}]`
    case 'resource': {
      const { resource } = block
      const name = resource.uri.slice(0, 2000)
      if ('text' in resource) return `[resource ${name}]\n${resource.text}`
      return files.save(`resource ${name}`, resource.mimeType ?? '', resource.blob)
    }
  }
}

/** Where bytes that a model cannot read are put; an agent without a sandbox has no place for them. */
class Files {
  readonly #context: ToolContext
  #saved = 0

  constructor(context: ToolContext) {
    this.#context = context
  }

  async save(what: string, mediaType: string, base64: string): Promise<string> {
    const bytes = Buffer.from(base64, 'base64')
    const about = `${what} ${mediaType.slice(0, 100)}, ${bytes.byteLength} bytes`
    if (bytes.byteLength > MAX_FILE_BYTES)
      return `[${about}: left out, it is larger than ${MAX_FILE_BYTES / 2 ** 20} MB]`
    if (this.#saved >= MAX_FILES) return `[${about}: left out, there are too many]`
    this.#saved++
    const note = await this.#write(bytes, `-${this.#saved}.${ENDINGS[mediaType] ?? 'bin'}`)
    return `[${about}] ${note}`
  }

  saveAll(bytes: Uint8Array): Promise<string> {
    return this.#write(bytes, '.txt')
  }

  async #write(bytes: Uint8Array, ending: string): Promise<string> {
    try {
      const { note } = await saveOutput(await this.#context.sandbox(), `${this.#context.toolCallId}${ending}`, bytes)
      return note
    } catch {
      return '[it could not be saved]'
    }
  }
}
