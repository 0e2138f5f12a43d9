/** The page as it should stand in docs/services.md. */
export function servicesPage(): Promise<string>;
