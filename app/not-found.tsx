import { Compass } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NotFound() {
  const t = useTranslations('errors')
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        isPage
        icon={Compass}
        title={t('notFoundTitle')}
        description={t('notFoundDescription')}
        action={
          <Button asChild variant="primary">
            <Link href="/">{t('toWorkspace')}</Link>
          </Button>
        }
      />
    </main>
  )
}
