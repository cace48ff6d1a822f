import type { ReactNode } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'

/** What the browser needs to say on this page. */
export default function MemoryLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['memory']}>{children}</ClientMessages>
}
