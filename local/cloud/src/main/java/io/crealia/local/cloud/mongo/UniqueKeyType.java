package io.crealia.local.cloud.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Keys of unique indexes. H2 by itself would serialise both keys of every comparison to Java's stream format, a dozen
 * of them to find one. The order is ours and means nothing but that equal keys are equal: by number of values, then
 * value by value, by BSON type, text by its characters, all else by its bytes.
 */
final class UniqueKeyType extends BasicDataType<KeyValue> {

    private static final String VALUES = "k";
    private static final int OVERHEAD_BYTES = 96;

    @Override
    public int compare(KeyValue left, KeyValue right) {
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; order == 0 && i < left.size(); i++) {
            order = compareValues(left.get(i), right.get(i));
        }
        return order;
    }

    private static int compareValues(Object left, Object right) {
        if (left instanceof String text && right instanceof String other) {
            return text.compareTo(other);
        }
        byte type = BsonEncoder.determineType(left);
        byte otherType = BsonEncoder.determineType(right);
        return type == otherType ? encoded(type, left).compareTo(encoded(type, right)) : Byte.compare(type, otherType);
    }

    private static ByteBuf encoded(byte type, Object value) {
        ByteBuf bytes = Unpooled.buffer(64);
        BsonEncoder.encodeValue(type, value, bytes);
        return bytes;
    }

    @Override
    public int getMemory(KeyValue key) {
        return OVERHEAD_BYTES + encoded(key).readableBytes();
    }

    @Override
    public void write(WriteBuffer buffer, KeyValue key) {
        buffer.put(encoded(key).nioBuffer());
    }

    private static ByteBuf encoded(KeyValue key) {
        List<Object> values = new ArrayList<>();
        key.forEach(values::add);
        ByteBuf bytes = Unpooled.buffer(256);
        BsonEncoder.encodeDocument(new Document(VALUES, values), bytes);
        return bytes;
    }

    @Override
    public KeyValue read(ByteBuffer buffer) {
        ByteBuf bytes = Unpooled.wrappedBuffer(buffer);
        Document document = BsonDecoder.decodeBson(bytes);
        buffer.position(buffer.position() + bytes.readerIndex());
        return new KeyValue((Collection<?>) document.get(VALUES));
    }

    @Override
    public KeyValue[] createStorage(int size) {
        return new KeyValue[size];
    }
}
