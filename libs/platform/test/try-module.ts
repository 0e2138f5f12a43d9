/** Handlers that answer, refuse and fail in each way that an application treats differently. */
import { Body, Controller, Get, Module, Post, UseGuards } from '@nestjs/common';
import { says } from '@curbline/contracts/problems';
import { currentRequestId, problem, Public } from '@curbline/platform';
import { z } from 'zod';

const Parcel = z
  .strictObject({
    label: z.string(),
    code: z
      .string()
      .regex(/^\d{6,10}$/, says('a PIN has 6 to 10 digits'))
      .optional(),
    fixes: z.array(z.object({ latitude: z.number().min(-90).max(90) })),
  })
  .meta({ id: 'Parcel' });

class Nobody {
  canActivate(): boolean {
    return false;
  }
}

@Controller('v1/try')
class TryController {
  @Post('parcel')
  @Public()
  async parcel(@Body({ schema: Parcel }) parcel: z.infer<typeof Parcel>) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return { label: parcel.label, requestId: currentRequestId() };
  }

  @Get('forgotten')
  forgotten() {
    return 'nobody said who may read this';
  }

  @Get('guarded')
  @UseGuards(Nobody)
  guarded() {
    return 'never';
  }

  @Get('broken')
  @Public()
  broken() {
    throw Object.assign(new Error('relation of Jean Dupont, +33 6 12 34 56 78'), { parameters: ['secret'] });
  }

  @Get('away')
  @Public()
  away() {
    throw Object.assign(new Error('connect refused'), { code: 'ECONNREFUSED' });
  }

  @Get('late')
  @Public()
  late() {
    throw problem('recall-too-late', {
      detail: { en: 'It was 31 min ago.', fr: 'C’était il y a 31 min.' },
      card: { orderId: 'o' },
    });
  }
}

@Module({ controllers: [TryController] })
export class TryModule {}
