import type { ReactNode } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'

/** What the browser needs to say on these pages. */
export default function MarketplaceLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['market', 'skills', 'tools', 'chat']}>{children}</ClientMessages>
}
