import { NuqsAdapter } from 'nuqs/adapters/next/app'
import type { ReactNode } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'

/** What the browser needs to say on this page, and what keeps its state in the address. */
export default function FilesLayout({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <ClientMessages namespaces={['files', 'chat']}>{children}</ClientMessages>
    </NuqsAdapter>
  )
}
