/** Follows the provider's own pages as a browser that types this name. @returns the address that leads back, which begins with `back` */
export async function signInThere(address: string, login: string, back: string): Promise<string> {
  const jar = new Map<string, string>();
  let [url, form]: [string, URLSearchParams | undefined] = [address, undefined];
  for (let step = 0; step < 12; step += 1) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      jar.set(name, value);
    }
    const location = response.headers.get('location');
    if (location?.startsWith(back)) return location;
    if (location) [url, form] = [new URL(location, url).href, undefined];
    else {
      const html = await response.text();
      const [, action = ''] = /action="([^"]+)"/.exec(html) ?? [];
      const [, prompt = ''] = /name="prompt" value="(\w+)"/.exec(html) ?? [];
      [url, form] = [new URL(action, url).href, new URLSearchParams({ prompt, login, password: 'x' })];
    }
  }
  throw new Error('the provider led nowhere');
}
