'use client'

import { Markdown } from '#components/chat/markdown.tsx'

/** What a publisher writes about a package: untrusted Markdown, drawn where its parts are functions. */
export function Readme({ text }: { text: string }) {
  return <Markdown>{text}</Markdown>
}
