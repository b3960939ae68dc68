import { BadRequestException, Controller, Get, Module, Param } from '@nestjs/common';
import * as Vigil from '@vigil/express';

@Controller('orders')
class Orders {
  @Get(':id')
  async order(@Param('id') id: string) {
    Vigil.setUser({ id: `u${id}` });
    await new Promise(resolve => setTimeout(resolve, 10));
    if (id === '0') return { id };
    if (id === '4') throw new BadRequestException('no such order');
    throw new Error(`order ${id} fails`);
  }
}

@Module({ controllers: [Orders] })
export class AppModule {}
