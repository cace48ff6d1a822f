import type { ReactNode } from 'react'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { Wordmark } from '#components/shell/wordmark.tsx'

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 bg-surface px-4 py-10">
      <Wordmark />
      <div className="w-full max-w-sm rounded-xl border bg-raised p-6 shadow-raised">
        <ClientMessages namespaces={['auth']}>{children}</ClientMessages>
      </div>
    </main>
  )
}
