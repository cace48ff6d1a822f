import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Messages } from '../_messages/en.ts'
import { MergedMessages } from './merged-messages.tsx'

interface ClientMessagesProps {
  /** What client components below speak, besides what layouts above have sent already. */
  namespaces: (keyof Messages)[]
  children: ReactNode
}

/** Sends the words of some areas to the browser; server components need none of it. */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const all = await getMessages()
  const picked = Object.fromEntries(namespaces.map((namespace) => [namespace, all[namespace]]))
  return <MergedMessages messages={picked}>{children}</MergedMessages>
}
