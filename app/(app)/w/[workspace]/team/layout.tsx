import type { ReactNode } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'

/** What the browser needs to say on these pages. */
export default function TeamLayout({ children }: { children: ReactNode }) {
  return <ClientMessages namespaces={['team-talk']}>{children}</ClientMessages>
}
