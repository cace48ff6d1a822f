import type { ReactNode } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'

/** What the browser needs to say on these pages. */
export default function ThreadsLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['threads', 'chat', 'files', 'tools']}>{children}</ClientMessages>
}
